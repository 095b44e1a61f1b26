import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { link, mkdir, open, readFile, unlink } from "node:fs/promises";
import path from "node:path";
import type { Environment } from "./env";

/** What the server must keep to itself. */
export type Secrets = {
  /** Bootstrap key of a self-hosted installation. */
  readonly adminApiKey: string;
  /** Its SHA-256 in hex, as other keys are stored. */
  readonly adminApiKeyHash: string;
  encrypt(plain: string): string;
  decrypt(sealed: string): string;
  /** HMAC-SHA256 in hex under a key derived for `purpose`. */
  keyedHash(purpose: string, text: string): string;
};

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Takes secrets from the environment, and makes and keeps in DATA_DIR those that are absent. */
export async function loadSecrets(env: Environment): Promise<Secrets> {
  const encryptionKey =
    env.SECRETS_ENCRYPTION_KEY ??
    (await kept(env.DATA_DIR, "secrets-encryption-key", () => randomBytes(32).toString("hex")));
  const adminApiKey =
    env.ADMIN_API_KEY ??
    (await kept(env.DATA_DIR, "admin-api-key", () => `op_${randomBytes(24).toString("base64url")}`));
  return secretsFrom(Buffer.from(encryptionKey, "hex"), adminApiKey);
}

/** The token that opens `/metrics`, made and kept like other secrets. */
export async function loadMetricsToken(env: Environment): Promise<string> {
  return (
    env.METRICS_TOKEN ?? kept(env.DATA_DIR, "metrics-token", () => randomBytes(24).toString("base64url"))
  );
}

export function secretsFrom(key: Buffer, adminApiKey: string): Secrets {
  const derived = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const known = derived.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync("sha256", key, "", `openpartner:${purpose}`, 32));
    derived.set(purpose, made);
    return made;
  };
  return {
    adminApiKey,
    adminApiKeyHash: sha256(adminApiKey),
    encrypt(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor("encryption"), iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    },
    decrypt(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", keyFor("encryption"), bytes.subarray(0, IV_BYTES));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString("utf8");
    },
    keyedHash: (purpose, text) => createHmac("sha256", keyFor(purpose)).update(text).digest("hex"),
  };
}

export function sha256(text: string | Uint8Array): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Compares without telling by its duration where the texts differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
}

/**
 * Reads a secret file, or makes it. The file appears with its whole content or not at all: it is written under another name and
 * linked, so that a crash leaves no empty secret, and of two processes that start at once the first to link wins.
 */
async function kept(dataDir: string, name: string, make: () => string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, name);
  const known = await readKept(file);
  if (known !== null) return known;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}.draft`;
  await writeSynced(draft, make());
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  const secret = await readKept(file);
  if (secret === null) throw new Error(`${file} vanished while it was being made.`);
  return secret;
}

async function readKept(file: string): Promise<string | null> {
  try {
    const secret = (await readFile(file, "utf8")).trim();
    if (secret === "")
      throw new Error(`${file} is empty. Put the secret back into it, or delete it to have a new one made.`);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function writeSynced(file: string, content: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
