import { Counter, Histogram, Registry } from "prom-client";

/** What this process tells of itself at `/metrics`. */
export const registry = new Registry();

export const requestSeconds = new Histogram({
  name: "openpartner_request_seconds",
  help: "Time from a request's arrival to the end of its reply, by method, route and status.",
  labelNames: ["method", "route", "status"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

export const eventsIngested = new Counter({
  name: "openpartner_events_total",
  help: "Reports of events, by what became of them: new, replayed or refused.",
  labelNames: ["result"],
  registers: [registry],
});

export const eventGroupSize = new Histogram({
  name: "openpartner_event_group_size",
  help: "Events that shared one transaction.",
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 250],
  registers: [registry],
});

export const mailsEnded = new Counter({
  name: "openpartner_mails_total",
  help: "Mails that came to an end: sent, kept in the local mailbox, unwanted or failed.",
  labelNames: ["status"],
  registers: [registry],
});
