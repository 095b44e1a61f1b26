import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { readAccess, urlOf } from "@/server/platform/embedded/access";
import { postmasterOf } from "@/server/platform/embedded/control";
import { removeDataDir, temporaryDataDir } from "../support/server/built-server";
import { form } from "./form";
import { checkLaw } from "./law";
import { askAt } from "./postgres";
import { Stage } from "./stage";

const BACK_WITHIN_MS = 30_000;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test(
  "the server starts its own PostgreSQL again when that is killed, and no click is lost meanwhile",
  async () => {
    const dataDir = await temporaryDataDir();
    closing.push(() => removeDataDir(dataDir));
    const stage = await Stage.open(dataDir);
    closing.push(() => stage.close());
    const access = await readAccess(dataDir);
    if (!access) throw new Error("The server has no PostgreSQL of its own.");
    const place = access.elsewhere ?? path.join(dataDir, "postgres");
    stage.crowd.arrive(form.visitors);
    for (let kill = 0; kill < form.embeddedKills; kill++) {
      const killed = await postmasterOf(place);
      if (!killed) throw new Error("PostgreSQL does not run.");
      process.kill(killed.pid, "SIGKILL");
      const isBack = async () => ((await postmasterOf(place))?.pid ?? killed.pid) !== killed.pid;
      await expect.poll(isBack, { timeout: BACK_WITHIN_MS }).toBe(true);
      await stage.drained();
    }
    expect(stage.server.output()).toContain("the embedded PostgreSQL ended");
    const verdict = await checkLaw(stage, askAt(urlOf(access, "openpartner")));
    expect(verdict.withoutCref).toBe(0);
  },
  form.timeoutMs,
);
