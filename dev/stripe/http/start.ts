import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { now } from "@/server/platform/clock";
import { book } from "../connect/purses";
import type { Merchant } from "../core/merchant";
import { journalIn } from "../core/store/journal";
import { openSandbox, type Sandbox } from "../sandbox";
import { ensureEndpoint } from "../webhooks/endpoints";
import { deliverOverHttp, serveSandbox } from "./server";
import { PAGES_PREFIX } from "./web";

/** The key of the one brand of an installation. It opens nothing but this sandbox. */
const API_KEY = "sk_test_sandbox";
/** What a brand has to pay its partners with when it first comes, in the currencies' minor units. */
const OPENING_BALANCE = { usd: 5_000_000, eur: 5_000_000, gbp: 5_000_000 };

export type LocalStripe = {
  apiKey: string;
  /** Where programs reach it, on this machine. */
  url: string;
  webhookSecrets: string[];
  close(): Promise<void>;
};

export type LocalStripeOptions = {
  dataDir: string;
  /** Where a browser reaches this server. */
  origin: string;
  /** Where this server takes Stripe's webhooks. */
  webhookUrl: string;
  /** Sets the clock of everything in this process ahead, by so many milliseconds in all. Absent: it cannot be moved. */
  setAhead?: (ms: number) => void;
};

/** Starts a sandbox that keeps what it knows in `dataDir`, also how far its clock was moved. */
export async function startLocalStripe(options: LocalStripeOptions): Promise<LocalStripe> {
  mkdirSync(options.dataDir, { recursive: true });
  const clockFile = path.join(options.dataDir, "stripe-sandbox-clock");
  const { setAhead } = options;
  let ahead = setAhead ? readAhead(clockFile) : 0;
  if (ahead > 0) setAhead?.(ahead);
  const sandbox = openSandbox({
    // The clock of everything here, which a history may set to its own days.
    clock: now,
    journal: journalIn(path.join(options.dataDir, "stripe-sandbox.jsonl")),
    deliver: deliverOverHttp,
    pages: () => `${options.origin}${PAGES_PREFIX}`,
    ...(setAhead && {
      move(ms: number) {
        ahead += ms;
        writeFileSync(clockFile, String(ahead));
        setAhead(ahead);
      },
    }),
  });
  const webhookSecrets = prepare(sandbox, options.webhookUrl);
  const server = await serveSandbox(sandbox);
  return { apiKey: API_KEY, url: server.url, webhookSecrets, close: server.close };
}

function readAhead(file: string): number {
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  return Number.isSafeInteger(kept) && kept > 0 ? kept : 0;
}

function prepare(sandbox: Sandbox, webhookUrl: string): string[] {
  const merchant = sandbox.account(API_KEY);
  return sandbox.change(merchant, () => {
    if (!hasMoney(merchant)) {
      for (const [currency, amount] of Object.entries(OPENING_BALANCE)) {
        book(merchant, { amount, currency, source: "topup", type: "topup" });
      }
    }
    return [false, true].map((connect) => ensureEndpoint(merchant, webhookUrl, connect).secret);
  });
}

function hasMoney(merchant: Merchant): boolean {
  return [...merchant.store.all("purse")].length > 0;
}
