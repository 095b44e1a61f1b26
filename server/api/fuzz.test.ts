import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations/all";
import { openShop, type Shop } from "@/tests/support/brand/shop";
import { stock } from "@/tests/support/brand/stock";
import { countWrites, snapshot } from "@/tests/support/database/snapshot";
import { type FuzzedRequest, type Known, requestsTo } from "@/tests/support/fuzz";
import { openApiDocument } from "./openapi/document";
import { errorsByStatus } from "./openapi/errors";
import type { AnyOperation } from "./rest/operation";

const SEED = 20_261_121;
const REQUESTS_PER_OPERATION = 60;

const document = openApiDocument(operations, "http://localhost:3000");
const refusal = z.strictObject({
  error: z.string(),
  message: z.string().min(1),
  detail: z.unknown().optional(),
  requestId: z.string(),
});

let shop: Shop;
let known: Known;
let before: Record<string, string>;
let writes: () => Promise<bigint>;
let written: bigint;

beforeAll(async () => {
  shop = await openShop();
  known = await stock(shop);
  writes = await countWrites(shop.world);
  before = await snapshot(shop.world);
  written = await writes();
});
afterAll(() => shop.drop());

/** What the database holds, which is what it held before unless something was written, or tried to be. */
async function held(): Promise<Record<string, string>> {
  const count = await writes();
  if (count === written) return before;
  written = count;
  return snapshot(shop.world);
}

async function expectAnswer(operation: AnyOperation, request: FuzzedRequest): Promise<void> {
  const reply = await shop.send(operation.method, request.path, request.body ?? {});
  const shown = `${operation.method} ${request.path} ${JSON.stringify(request.body)} → ${reply.status} ${reply.text}`;
  const errors = errorsByStatus(operation).get(reply.status);
  expect(reply.status, shown).toBeLessThan(500);
  if (reply.status < 400) {
    expect([operation.status, 200, 201].slice(0, "statusOf" in operation ? 3 : 1), shown).toContain(
      reply.status,
    );
    // What the schema does not know it strips, so an undocumented field shows as a difference.
    if (operation.status !== 204 && !operation.media)
      expect(operation.reply.parse(reply.json), shown).toEqual(reply.json);
    before = await held();
  } else {
    expect(errors, `undocumented: ${shown}`).toContain(refusal.parse(reply.json).error);
    expect(await held(), `left something behind: ${shown}`).toEqual(before);
  }
}

it("a row that only changes shows in the figures that are compared", async () => {
  await shop.call("PATCH", "/settings", { name: "Another name" });
  const after = await held();
  expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual(["acts", "brands"]);
  before = after;
});

describe.each(operations.map((operation) => [operation.id, operation] as const))("%s", (_id, operation) => {
  it("answers whatever it is sent as its document says, and keeps nothing of what it refuses", async () => {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    const documented = document.paths[path]?.[operation.method.toLowerCase()];
    if (!documented) throw new Error(`${operation.id} is not in the document`);
    const requests = requestsTo(document, path, documented, known);
    await fc.assert(
      fc.asyncProperty(requests, (request) => expectAnswer(operation, request)),
      { seed: SEED, numRuns: REQUESTS_PER_OPERATION, endOnFailure: true },
    );
  });
});
