import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations/all";
import { operation } from "@/server/api/rest/operation";
import { createKey } from "@/server/auth/create-key";
import { newId } from "@/server/platform/ids";
import { makeApi, type TestApi } from "@/tests/support/api";
import { makeLink } from "@/tests/support/brand/link";
import { signIn } from "@/tests/support/server/session";
import { ADMIN_KEY, makeWorld, type World } from "@/tests/support/world";
import { handleTrpc } from "./handler";
import { partsOf } from "./parts";
import { appRouter, caller } from "./router";

let world: World;
let rest: TestApi;

beforeAll(async () => {
  world = await makeWorld();
  rest = makeApi(world);
});
afterAll(() => world.drop());

it("every operation is a procedure, except what browsers call, the document, and files", () => {
  const names = Object.keys(appRouter._def.procedures).map((path) => path.split(".")[1]);
  const fromBrowsers = new Set(["trackClick", "identify", "describeApi"]);
  const expected = operations.flatMap(({ id, media }) => (media || fromBrowsers.has(id) ? [] : [id]));
  expect(names.sort()).toEqual(expected.sort());
});

describe("a page of this server", () => {
  it("reads and writes like a caller of the REST API", async () => {
    const call = caller(world.ctx);
    const program = await call.programs.createProgram({
      name: "Partners",
      slug: "partners",
      destinationUrl: "https://brand.com/",
      terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
    });
    const read = await call.programs.getProgram({ id: program.id });
    expect(read).toEqual((await rest.send("GET", `/programs/${program.id}`)).json);
    const changed = await call.programs.updateProgram({ id: program.id, name: "Friends" });
    expect(changed.name).toBe("Friends");
    const list = await call.programs.listPrograms({ limit: 1 });
    expect(list.data.map((one) => one.id)).toEqual([program.id]);
    expect((await call.settings.getSettings()).currency).toBe("USD");
  });

  it("is refused with our own code", async () => {
    const { partnerId } = await makeLink(world);
    const actor = {
      kind: "partner",
      brandId: world.brandId,
      keyId: newId(),
      partnerId,
      scopes: "all",
    } as const;
    const call = caller(world.actorCtx(actor));
    const change = call.settings.updateSettings({ name: "Mine" });
    await expect(change).rejects.toMatchObject({ code: "FORBIDDEN", cause: { code: "forbidden" } });
    const absent = caller(world.ctx).programs.getProgram({ id: "7" });
    await expect(absent).rejects.toMatchObject({ code: "NOT_FOUND", cause: { code: "program_not_found" } });
  });
});

describe("over HTTP", () => {
  const get = (path: string, key: string | null = ADMIN_KEY): Promise<Response> =>
    handleTrpc(rest.api, requestFor(path, key), "192.0.2.1");
  const post = (path: string, body: string): Promise<Response> =>
    handleTrpc(rest.api, requestFor(path, ADMIN_KEY, body), "192.0.2.1");

  function requestFor(path: string, key: string | null, body?: string): Request {
    const headers = new Headers({ "content-type": "application/json" });
    if (key !== null) headers.set("authorization", `Bearer ${key}`);
    const url = `http://localhost/api/trpc/${path}`;
    return new Request(url, body === undefined ? { headers } : { method: "POST", headers, body });
  }

  it("a query answers with its reply", async () => {
    const reply = await get("settings.getSettings");
    expect([reply.status, await reply.json()]).toMatchObject([200, { result: { data: { slug: "home" } } }]);
  });

  it("a mutation takes path and body in one object", async () => {
    const reply = await post("settings.updateSettings", JSON.stringify({ timeZone: "Europe/Berlin" }));
    expect(await reply.json()).toMatchObject({ result: { data: { timeZone: "Europe/Berlin" } } });
  });

  it("is 401 without a key, and 403 without the scope", async () => {
    expect((await get("settings.getSettings", null)).status).toBe(401);
    const { secret } = await createKey(world.ctx, {
      name: "Events",
      kind: "secret",
      scopes: ["events:read"],
    });
    const reply = await get("settings.getSettings", secret);
    expect([reply.status, await reply.json()]).toMatchObject([
      403,
      { error: { data: { error: "forbidden_scope", detail: { required: "programs:read" } } } },
    ]);
  });

  it.each([
    ["malformed JSON", "{", 400],
    ["no object", "[1]", 400],
    ["a wrong type", '{"name":7}', 400],
    ["too much", `"${"x".repeat(1_048_576)}"`, 413],
  ])("is refused with %s", async (_name, body, status) => {
    expect((await post("settings.updateSettings", body)).status).toBe(status);
  });

  it("never shows a stack or what a fault says", async () => {
    const services = { ...world.services, derive: () => Promise.reject(new Error("password=hunter2")) };
    const broken = { ...rest.api, services };
    const event = JSON.stringify({ userId: "u", type: "signup" });
    const reply = await handleTrpc(broken, requestFor("events.recordEvent", ADMIN_KEY, event), "192.0.2.1");
    const text = await reply.text();
    expect(reply.status).toBe(500);
    expect(text).not.toMatch(/hunter2|stack|\.ts/);
  });
});

describe("a browser that is signed in", () => {
  const send = (method: string, headers: Record<string, string>) =>
    handleTrpc(
      rest.api,
      new Request(`http://localhost/api/trpc/settings.${method === "GET" ? "get" : "update"}Settings`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(method === "POST" && { body: JSON.stringify({ name: "Acme" }) }),
      }),
      "192.0.2.1",
    );

  it("reads and writes by its role, and writes from our own pages only", async () => {
    const owner = { cookie: await signIn(world, { role: "owner" }) };
    const viewer = { cookie: await signIn(world, { role: "viewer" }) };
    const origin = world.services.appUrl;
    const statuses = await Promise.all([
      send("GET", owner),
      send("POST", { ...owner, origin }),
      send("POST", { ...owner, origin: "https://evil.example" }),
      send("POST", owner),
      send("GET", viewer),
      send("POST", { ...viewer, origin }),
      send("GET", { cookie: "openpartner-session=nobody" }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 403, 403, 200, 403, 401]);
  });
});

it("fields of an input go back to the path, the query and the body", () => {
  const change = operation({
    id: "change",
    method: "POST",
    path: "/things/:id/terms",
    tag: "Test",
    summary: "Change",
    access: { scope: "events:write" },
    query: z.strictObject({ preview: z.string().optional() }),
    body: z.object({ name: z.string() }),
    reply: z.object({}),
    status: 200,
    errors: [],
    run: async () => ({}),
  });
  expect(partsOf(change, { id: "1", preview: "true", name: "n", other: 2 })).toEqual({
    params: { id: "1" },
    query: { preview: "true" },
    body: { name: "n", other: 2 },
  });
});
