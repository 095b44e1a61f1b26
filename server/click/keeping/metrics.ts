import { Counter } from "prom-client";
import { registry } from "@/server/platform/metrics";

export const clicksSpooled = new Counter({
  name: "openpartner_clicks_spooled_total",
  help: "Clicks kept on the disk because the database did not take them in time.",
  registers: [registry],
});

export const clicksLost = new Counter({
  name: "openpartner_clicks_lost_total",
  help: "Clicks that neither the database nor the disk took. Their visitors went on, without a cref.",
  registers: [registry],
});
