import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS, now } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { makeLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { findProgram, listPrograms, programFacts, readIdentifySecret, termsVersions } from "./read";
import { addTerms } from "./terms/add-terms";

let world: World;
let programId: Id;
let partnerId: Id;

beforeAll(async () => {
  world = await makeWorld();
  ({ programId, partnerId } = await makeLink(world, {
    program: { timeZone: "Europe/Berlin", startsAt: 1000 },
  }));
});
afterAll(() => world.drop());

const inBrand = <T>(work: (tx: Tx) => Promise<T>) => world.database.inBrand(world.brandId, work);
const rules = [{ trigger: "every", kind: "percent", value: "10" } as const];

it("facts of programs hold every version of their terms, in the order in which they come into force", async () => {
  const other = await makeLink(world);
  const later = await inBrand((tx) => addTerms(tx, world.ctx.actor, programId, { rules }, now() + DAY_MS));
  const earlier = await inBrand((tx) =>
    addTerms(tx, world.ctx.actor, programId, { rules, attributionModel: "linear" }, now() - 300 * DAY_MS),
  );
  const facts = await inBrand((tx) => programFacts(tx, [programId, other.programId, newId()]));
  expect([...facts.keys()].sort()).toEqual([programId, other.programId].sort());
  const one = facts.get(programId);
  expect(one).toMatchObject({
    id: programId,
    currency: "USD",
    timeZone: "Europe/Berlin",
    startsAt: 1000,
    endsAt: null,
    allowSelfReferral: false,
    couponPriority: "last_touch",
    commissionApproval: "auto",
  });
  expect(one?.terms.map(({ id }) => id)).toEqual([earlier, expect.any(String), later]);
  expect(one?.terms[0]).toMatchObject({
    programId,
    attributionModel: "linear",
    halfLifeDays: 7,
    attributionWindowDays: 60,
    cookieWindowDays: 90,
    holdbackDays: 15,
    rules: [{ kind: "percent", value: "10", eventType: null, months: null }],
  });
  expect(facts.get(other.programId)?.terms.map(({ id }) => id)).toEqual([other.termsId]);
  expect(await inBrand((tx) => termsVersions(tx, programId))).toEqual(one?.terms);
});

it("no programs cost no query", async () => {
  expect(await inBrand((tx) => programFacts(tx, []))).toEqual(new Map());
});

it("a program is found without its secret, which is read on its own", async () => {
  const program = await inBrand((tx) => findProgram(tx, programId));
  expect(program).toMatchObject({ id: programId, name: "Program" });
  expect(program).not.toHaveProperty("identifySecret");
  expect(await inBrand((tx) => readIdentifySecret(tx, world.services.secrets, programId))).toBe(
    "a secret to sign with",
  );
  expect(await inBrand((tx) => findProgram(tx, newId()))).toBeNull();
  expect(await inBrand((tx) => readIdentifySecret(tx, world.services.secrets, newId()))).toBeNull();
});

it("programs are listed newest first, by status and by who is enrolled in them", async () => {
  const paused = await makeLink(world, { program: { status: "paused" } });
  const idsOf = async (filter: Parameters<typeof listPrograms>[1]) =>
    (await inBrand((tx) => listPrograms(tx, filter))).map(({ id }) => id);
  expect((await idsOf({}))[0]).toBe(paused.programId);
  expect(await idsOf({ status: "paused" })).toEqual([paused.programId]);
  expect(await idsOf({ enrolled: partnerId })).toEqual([programId]);
});
