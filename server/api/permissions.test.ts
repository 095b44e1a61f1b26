import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument } from "@/server/api/openapi/document";
import { operations } from "@/server/api/operations/all";
import type { KeyedOperation } from "@/server/api/rest/operation";
import type { Actor } from "@/server/auth/context";
import { PARTNER_SCOPES, SCOPES } from "@/server/auth/scopes";
import { newId } from "@/server/platform/ids";
import { makeApi, type TestApi } from "@/tests/support/api";
import { attempt, type Told } from "@/tests/support/permissions/attempt";
import type { Verdict } from "@/tests/support/permissions/row";
import { openStage, type Stage } from "@/tests/support/permissions/stage";
import { PERMISSIONS } from "@/tests/support/permissions/table";
import { handleTrpc } from "./trpc/handler";
import { appRouter } from "./trpc/router";

/** Called by browsers without a session, or by everybody: `identity` and `click` test who may. */
const OPEN = new Set(["trackClick", "identify", "describeApi"]);
const keyed = operations.filter((one): one is KeyedOperation => !OPEN.has(one.id));
const document = openApiDocument(operations, "http://localhost");
const procedures = Object.keys(appRouter._def.procedures);
let stage: Stage;
let rest: TestApi;

beforeAll(async () => {
  stage = await openStage();
  rest = makeApi(stage.story.world);
});
afterAll(() => stage.story.drop());

/** Whoever adds an operation says in `tests/support/permissions` who may call it. */
it("every operation and every procedure has a row, and no row is without one", () => {
  const ids = new Set([...keyed.map(({ id }) => id), ...procedures.map((path) => path.split(".")[1] ?? "")]);
  expect([...PERMISSIONS.keys()].sort()).toEqual([...ids].sort());
});

const cases = keyed.flatMap((operation) => {
  const row = PERMISSIONS.get(operation.id);
  return row ? [[operation.id, operation, row] as const] : [];
});

describe.each(cases)("%s", (id, operation, row) => {
  const tell = (actor: Actor): Promise<Told> => attempt(stage, document, operation, row, actor);

  it("is answered to nobody who does not say who they are", async () => {
    const path = operation.path.replace(/:(\w+)/g, () => newId());
    expect((await rest.send(operation.method, path, { key: null })).status).toBe(401);
    if (operation.media) return;
    const procedure = procedures.find((name) => name.endsWith(`.${id}`)) ?? "";
    const post = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    const sent = operation.method === "GET" ? {} : post;
    const request = new Request(`http://localhost/api/trpc/${procedure}`, sent);
    expect((await handleTrpc(rest.api, request, "192.0.2.1")).status).toBe(401);
  });

  it("is answered to people by what they are", async () => {
    const { actors } = stage;
    const expected: Record<keyof Stage["actors"], Verdict> = {
      owner: "may",
      admin: row.admin ?? "may",
      viewer: row.viewer,
      partner: row.partner,
      other: row.other,
      foreign: row.foreign,
    };
    const told: Partial<Record<keyof Stage["actors"], Told>> = {};
    for (const who of Object.keys(actors) as (keyof Stage["actors"])[]) told[who] = await tell(actors[who]);
    expect(Object.fromEntries(Object.entries(told).map(([who, { verdict }]) => [who, verdict]))).toEqual(
      expected,
    );
    for (const who of ["other", "foreign"] as const) {
      expect(leaksIn(told[who]), `what ${who} was told`).toEqual([]);
    }
  });

  it("is answered to keys by their scope", async () => {
    const { brandId } = stage.actors.owner;
    const key = { kind: "secret", brandId, keyId: newId() } as const;
    const may: string[] = [];
    for (const scope of SCOPES) {
      const { verdict } = await tell({ ...key, scopes: new Set(row.also ? [scope, row.also] : [scope]) });
      if (verdict === "may") may.push(scope);
    }
    expect(may).toEqual(row.scope === "all" ? [] : [row.scope]);
    expect((await tell({ ...key, scopes: "all" })).verdict).toBe("may");
  });

  it("is answered to a partner's key as to the partner, within its scopes", async () => {
    const { brandId } = stage.actors.owner;
    const { partnerId, otherPartnerId } = stage;
    const key = { kind: "partner", brandId, keyId: newId() } as const;
    const scope = row.partnerScope ?? row.scope;
    const allowed = scope !== "all" && PARTNER_SCOPES.includes(scope);
    const scopes = new Set(PARTNER_SCOPES);
    expect((await tell({ ...key, partnerId, scopes })).verdict).toBe(allowed ? row.partner : 403);
    expect((await tell({ ...key, partnerId: otherPartnerId, scopes })).verdict).toBe(
      allowed ? row.other : 403,
    );
    expect((await tell({ ...key, partnerId, scopes: new Set() })).verdict).toBe(403);
  });
});

/** What is the first partner's in an answer to somebody else, beyond what they had asked with. */
function leaksIn(told: Told | undefined): string[] {
  const { partnerId, clickId, eventId, commissionId, payoutId, linkId, couponId, couponCode, postbackId } =
    stage;
  const own = {
    partnerId,
    clickId,
    eventId,
    commissionId,
    payoutId,
    linkId,
    couponId,
    couponCode,
    postbackId,
  };
  const { text, asked } = told ?? { text: "", asked: "" };
  return Object.entries(own).flatMap(([name, word]) =>
    text.includes(word) && !asked.includes(word) ? [name] : [],
  );
}
