import { Counter, Histogram } from "prom-client";
import { registry } from "@/server/platform/metrics";

export const attemptSeconds = new Histogram({
  name: "openpartner_webhook_attempt_seconds",
  help: "Time a receiver took to answer, by kind of receiver (webhook, postback) and result (delivered, failed, gone).",
  labelNames: ["kind", "result"],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
  registers: [registry],
});

export const deliveryLagSeconds = new Histogram({
  name: "openpartner_webhook_lag_seconds",
  help: "Time from a change to its delivery, by kind of receiver.",
  labelNames: ["kind"],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600, 21_600, 86_400, 259_200],
  registers: [registry],
});

export const deliveriesFailed = new Counter({
  name: "openpartner_webhook_failed_total",
  help: "Messages that were given up after three days, by kind of receiver.",
  labelNames: ["kind"],
  registers: [registry],
});

export const receiversPaused = new Counter({
  name: "openpartner_webhook_paused_total",
  help: "Receivers that were paused because they failed for three days or said that they are gone.",
  labelNames: ["kind"],
  registers: [registry],
});
