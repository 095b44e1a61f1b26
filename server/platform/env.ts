import { isIP } from "node:net";
import { z } from "zod";
import { type AddressRange, parseRange } from "./outbound/addresses";

const port = z.coerce.number().int().min(1).max(65_535);
const addressRanges = z
  .string()
  .default("")
  .transform((list, ctx): AddressRange[] =>
    list
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean)
      .flatMap((entry) => {
        const range = parseRange(entry);
        if (range) return [range];
        ctx.addIssue({ code: "custom", message: `"${entry}" is no range such as 10.0.0.0/8` });
        return [];
      }),
  );
const commaList = z
  .string()
  .default("")
  .transform((list) =>
    list
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );
const proxies = commaList.refine((list) => list.every(isAddressOrRange), {
  message: "must be IP addresses and CIDR ranges such as 10.0.0.0/8, separated by commas",
});
const url = z.url({ protocol: /^https?$/, message: "must be a URL that starts with http:// or https://" });

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional(),
  DATA_DIR: z.string().default(".data"),
  APP_URL: url.optional(),
  ADMIN_API_KEY: z.string().min(24, "must have at least 24 characters").optional(),
  SECRETS_ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal characters (openssl rand -hex 32)")
    .optional(),
  LINK_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "must be a host name in lower case such as links.example")
    .optional(),
  COUNTRY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, "must be the name of a header such as CF-IPCountry")
    .transform((name) => name.toLowerCase())
    .optional(),
  OPENPARTNER_MODE: z.enum(["selfhost", "hosted"]).default("selfhost"),
  TRUSTED_PROXIES: proxies,
  WEB_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
  /** Read in `next.config.mjs` too. */
  PRELOAD_PAGES: z.enum(["on", "off"]).default("on"),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  MAX_FUTURE_HOURS: z.coerce
    .number()
    .min(0)
    .max(24 * 365)
    .default(24),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  CLICK_COMMIT_LIMIT_MS: z.coerce.number().int().min(10).max(60_000).default(250),
  CLICK_SPOOL_MAX_MB: z.coerce.number().int().min(1).max(1_000_000).default(1_024),
  OUTBOUND_PRIVATE_RANGES: addressRanges,
  STRIPE_API_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_./, "must be a secret key of Stripe's: sk_test_…, sk_live_… or rk_…")
    .optional(),
  STRIPE_API_BASE: url.optional(),
  STRIPE_WEBHOOK_SECRET: commaList,
  STRIPE_SANDBOX: z.enum(["auto", "off", "on"]).default("auto"),
  INNGEST_EVENT_KEY: z.string().min(1).optional(),
  INNGEST_SIGNING_KEY: z.string().min(1).optional(),
  INNGEST_BASE_URL: url.optional(),
  INNGEST_DEV: z.union([z.enum(["0", "1", "false", "true"]), url]).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must start with smtp:// or smtps://")
    .optional(),
  POSTMARK_TOKEN: z.string().min(1).optional(),
  MAIL_FROM: z.email("must be an e-mail address").optional(),
  METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
});

export type Environment = z.output<typeof schema>;

/** Reads the environment once. Throws an Error with one line for each bad value, without repeating a secret. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration has a value that cannot be used. ${lines.join("; ")}.`);
}

function isAddressOrRange(entry: string): boolean {
  return isIP(entry) !== 0 || parseRange(entry) !== null;
}
