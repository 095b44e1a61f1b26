import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseEnvironment } from "./env";
import { loadSecrets, sameSecret } from "./secrets";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "secrets-"));
});
afterEach(() => rm(folder, { recursive: true }));

const load = () => loadSecrets(parseEnvironment({ DATA_DIR: folder }));

it("keeps what it made, readable by its owner alone", async () => {
  const first = await load();
  const second = await load();
  expect(second.adminApiKey).toBe(first.adminApiKey);
  expect(second.decrypt(first.encrypt("a webhook's secret"))).toBe("a webhook's secret");
  expect((await readdir(folder)).sort()).toEqual(["admin-api-key", "secrets-encryption-key"]);
  expect((await stat(path.join(folder, "admin-api-key"))).mode & 0o077).toBe(0);
});

it("makes one secret when many processes start at once", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, load));
  expect(new Set(all.map((secrets) => secrets.adminApiKey)).size).toBe(1);
});

it("says what to do about a secret file that is empty", async () => {
  await writeFile(path.join(folder, "admin-api-key"), "");
  await expect(load()).rejects.toThrow("is empty");
});

it("cannot be made to decrypt what was changed", async () => {
  const secrets = await load();
  const sealed = Buffer.from(secrets.encrypt("secret"), "base64");
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => secrets.decrypt(sealed.toString("base64"))).toThrow();
});

it("compares secrets of any length", () => {
  expect(sameSecret("a", "a")).toBe(true);
  expect(sameSecret("a", "ab")).toBe(false);
});
