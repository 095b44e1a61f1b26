import { afterAll, beforeAll, expect, it } from "vitest";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { termsVersions } from "../read";
import { addTerms, draftTerms } from "./add-terms";
import type { TermsInput } from "./terms-input";

let world: World;
let link: TestLink;

beforeAll(async () => {
  world = await makeWorld();
  link = await makeLink(world);
});
afterAll(() => world.drop());

const inBrand = <T>(work: (tx: Tx) => Promise<T>) => world.database.inBrand(world.brandId, work);
const same: TermsInput = {
  attributionModel: "linear",
  rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20.0" }],
};
const add = (terms: TermsInput, programId = link.programId) =>
  inBrand((tx) => addTerms(tx, world.ctx.actor, programId, terms, now()));

it("a draft says what the version would be, and writes nothing", async () => {
  const before = await inBrand((tx) => termsVersions(tx, link.programId));
  const draft = await inBrand((tx) => draftTerms(tx, link.programId, same, 5000));
  expect(draft).toMatchObject({ programId: link.programId, effectiveFrom: 5000, attributionModel: "linear" });
  expect(await inBrand((tx) => termsVersions(tx, link.programId))).toEqual(before);
});

it("an unchanged rule keeps its id in the next version, so that the ledger knows it", async () => {
  const id = await add(same);
  const versions = await inBrand((tx) => termsVersions(tx, link.programId));
  expect(versions.find((version) => version.id === id)?.rules[0]?.id).toBe("sales");
});

it("versions made at once agree on the id of a rule that is new", async () => {
  const terms: TermsInput = { rules: [{ trigger: "every", kind: "percent", value: "33" }] };
  const ids = await Promise.all([add(terms), add(terms), add(terms)]);
  const versions = await inBrand((tx) => termsVersions(tx, link.programId));
  const rules = versions.filter(({ id }) => ids.includes(id)).map((version) => version.rules[0]?.id);
  expect(rules).toHaveLength(3);
  expect(new Set(rules).size).toBe(1);
});

it("terms of no program are refused", async () => {
  await expect(add(same, newId())).rejects.toMatchObject({ code: "program_not_found" });
});

it("bad terms leave nothing behind", async () => {
  const before = await inBrand((tx) => termsVersions(tx, link.programId));
  const bad: TermsInput = { rules: [{ trigger: "every", kind: "percent", value: "200" }] };
  await expect(add(bad)).rejects.toMatchObject({ code: "invalid_amount" });
  expect(await inBrand((tx) => termsVersions(tx, link.programId))).toEqual(before);
});
