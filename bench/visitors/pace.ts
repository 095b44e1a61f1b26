import { median, quantile } from "../support/statistics";

/** What a run brought: a latency in milliseconds for each answer. */
export type Pace = { latencies: number[]; seconds: number };

export type Summary = { answered: number; perSecond: number; medianMs: number; p99Ms: number };

export function summaryOf({ latencies, seconds }: Pace): Summary {
  return {
    answered: latencies.length,
    perSecond: latencies.length / seconds,
    medianMs: median(latencies),
    p99Ms: quantile(latencies, 0.99),
  };
}
