import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostsOfOne } from "@/server/brand/domains/hosts";
import { makeLink, type TestLink } from "@/tests/support/brand/link";
import { makeWorld, type World } from "@/tests/support/world";
import { openRedirector, type Redirector } from "../redirect/redirector";
import { Spool } from "../spool/spool";

let world: World;
let link: TestLink;
let folder: string;
let redirector: Redirector;
let queries = 0;
let visitors = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spool-"));
  world = await makeWorld();
  link = await makeLink(world);
  const database: World["database"] = {
    ...world.database,
    inBrand: (...given) => {
      queries++;
      return world.database.inBrand(...given);
    },
  };
  redirector = openRedirector({
    services: { ...world.services, database },
    hosts: hostsOfOne(async () => world.brandId),
    spool: new Spool(folder, { maxBytes: 1_000_000 }),
    commitLimitMs: 10_000,
  });
});
afterAll(async () => {
  await redirector.close();
  await world.drop();
  await rm(folder, { recursive: true });
});

async function visit(code: string): Promise<number> {
  const ip = `10.${visitors >> 16}.${(visitors >> 8) & 255}.${visitors++ & 255}`;
  const asked = {
    method: "GET",
    host: "go.brand.com",
    code,
    search: "",
    header: () => undefined,
    ip,
    secure: true,
    country: null,
  };
  return (await redirector.redirect(asked)).status;
}

test("thousands of unknown codes at once are few queries, and a known link leads on among them", async () => {
  await visit(link.code);
  queries = 0;
  const flood = Array.from({ length: 5_000 }, (_, n) => visit(`unknown-${n}`));
  expect(await visit(link.code)).toBe(302);
  expect(new Set(await Promise.all(flood))).toEqual(new Set([404, 503]));
  expect(queries).toBeLessThanOrEqual(20);
  expect(await visit("unknown-4999")).toBe(404);
});

test("visitors of many links that nobody asked for before all get there, in few queries", async () => {
  await world.database.asSystem(
    "install",
    (sql) => sql`
      insert into links (brand_id, id, partner_id, program_id, code, created_at)
      select brand_id, gen_random_uuid(), partner_id, program_id, 'new-' || n, created_at
      from links, generate_series(1, 300) n where code = ${link.code}`,
  );
  queries = 0;
  const visits = Array.from({ length: 300 }, (_, n) => visit(`new-${n + 1}`));
  expect(new Set(await Promise.all(visits))).toEqual(new Set([302]));
  expect(queries).toBeLessThanOrEqual(20);
});
