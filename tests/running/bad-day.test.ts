import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { launchChromium } from "../support/browser/chromium";
import {
  type BuiltServer,
  removeDataDir,
  SERVER_ADMIN_KEY,
  startBuiltServer,
} from "../support/server/built-server";
import { makeLink } from "./link";
import { signInByMail } from "./people/sign-in";

// Each act concerns the whole brand, so nobody else's tests can be on this server.

const [OWNER, ADMIN] = ["owner@team.test", "admin@team.test"];

let browser: Browser;
let server: BuiltServer;
let origin: string;
let owner: Page;
let admin: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startBuiltServer()]);
  await server.ready();
  origin = `http://localhost:${server.port}`;
  await call("/members", { email: OWNER, name: "Olive", role: "owner" });
  await call("/members", { email: ADMIN, name: "Adam", role: "admin" });
  [owner, admin] = await Promise.all([signedIn(OWNER), signedIn(ADMIN)]);
});
afterAll(async () => {
  await browser.close();
  await server.end();
  await removeDataDir(server.dataDir);
});
beforeEach(() => owner.goto(`${origin}/settings/danger`));

async function call(path: string, json: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" };
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(json),
  });
  expect(reply.ok, `${path}: ${reply.status}`).toBe(true);
  return (await reply.json()) as Record<string, unknown>;
}

async function signedIn(email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInByMail(page, origin, email);
  return page;
}

/** Does what the button says, after the question in which these words stand. */
async function act(name: string, words: RegExp): Promise<void> {
  await owner.getByRole("button", { name }).click();
  const question = owner.getByRole("alertdialog");
  await question.getByText(words).waitFor();
  await question.getByRole("button", { name }).click();
}

const visit = async (code: string): Promise<number> =>
  (await fetch(`${origin}/r/${code}`, { redirect: "manual" })).status;

test("an owner pauses all links, which an admin sees and cannot change, and starts them again", async () => {
  const code = await makeLink(origin, { code: "bad-day" });
  await owner.reload();
  expect(await visit(code)).toBe(302);
  await act("Pause all links", /^1 link of 1 active program show/);
  await owner.getByText("All links are paused.").waitFor();
  expect(await visit(code)).toBe(410);

  await admin.goto(`${origin}/overview`);
  await admin.getByRole("link", { name: "See the danger zone" }).click();
  await admin.getByText(`by ${OWNER}`).waitFor();
  expect(await admin.getByRole("button", { name: "Start all links again" }).count()).toBe(0);

  await act("Start all links again", /^1 link of 1 active program lead on/);
  await owner.getByText("All links lead on.").waitFor();
  expect(await visit(code)).toBe(302);
});

test("an owner signs everybody else out at once", async () => {
  await act("Sign everybody out", /^1 session of 1 member end/);
  await owner.getByText("1 session has ended.").waitFor();
  await admin.goto(`${origin}/overview`);
  await admin.waitForURL("**/sign-in");
  await owner.goto(`${origin}/overview`);
  await owner.getByRole("heading", { name: "Overview" }).waitFor();
});

test("an owner revokes all keys, and the one of the server's environment stays", async () => {
  const { secret } = await call("/api-keys", { name: "Shop", kind: "secret" });
  const asked = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${String(secret)}` };
    return (await fetch(`${origin}/api/v1/programs`, { headers })).status;
  };
  expect(await asked()).toBe(200);
  await owner.reload();
  await act("Revoke all keys", /^1 secret key and 0 publishable keys are refused/);
  await owner.getByText("1 key is revoked.").waitFor();
  expect(await asked()).toBe(401);
  await owner.getByText("No API key works at present.").waitFor();
  await call("/api-keys", { name: "The shop's new one", kind: "secret" });
});
