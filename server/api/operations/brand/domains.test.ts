import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addDomain } from "@/server/brand/domains/add";
import { type Hosts, hostsOfMany } from "@/server/brand/domains/hosts";
import { linkOrigin } from "@/server/brand/domains/link-origin";
import { verifyDomain } from "@/server/brand/domains/verify";
import { now } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { earForChanges } from "@/server/platform/notify/changes";
import { openWire, type Wire } from "@/server/platform/notify/wire";
import { type Outbound, openOutbound } from "@/server/platform/outbound/outbound";
import { makeApi, type Sent, type TestApi } from "@/tests/support/api";
import { makeWorld, type World } from "@/tests/support/world";
import { domainOperations } from "./domains";

let world: World;
let testApi: TestApi;
let outbound: Outbound;
let wire: Wire;
let hosts: Hosts;
/** What the name servers say; null when they do not answer. */
let records: Record<string, string[][] | null> = {};
let other: string;

beforeAll(async () => {
  world = await makeWorld();
  outbound = openOutbound({
    allowed: [],
    resolve: async () => [],
    resolveTexts: async (name) => {
      const found = records[name];
      if (found) return found;
      throw Object.assign(new Error(name), { code: found === null ? "ETIMEOUT" : "ENOTFOUND" });
    },
  });
  world = { ...world, services: { ...world.services, outbound } };
  testApi = makeApi(world, domainOperations);
  hosts = hostsOfMany(world.database, "links.test");
  wire = await openWire(world.url, [earForChanges((change) => hosts.forget(change))], () => undefined);
  other = newId();
  await world.database.asSystem(
    "install",
    (sql) =>
      sql`insert into brands (id, slug, name, created_at) values (${other}, 'other', 'Other', ${now()})`,
  );
});
afterEach(() => {
  records = {};
});
afterAll(async () => {
  await wire.stop();
  outbound.close();
  await world.drop();
});

type Shown = {
  id: string;
  host: string;
  status: string;
  fault: string | null;
  txt: { name: string; value: string };
  data: Shown[];
};

async function api(method: string, path: string, sent?: Sent): Promise<{ status: number; json: Shown }> {
  const { status, json } = await testApi.send(method, path, sent);
  return { status, json: json as Shown }; // an operation's test checks the form of its reply
}

const add = async (host: string): Promise<Shown> => (await api("POST", "/domains", { json: { host } })).json;
const verify = (id: string) => api("POST", `/domains/${id}/verify`, { json: {} });
const show = ({ txt }: Shown): void => {
  records[txt.name] = [["v=spf1 -all"], [txt.value.slice(0, 20), txt.value.slice(20)]];
};
const brandAt = (host: string) => hosts.brandOf(host);

describe("a domain of a brand's own", () => {
  it("waits until it is shown to be the brand's, and then leads to its links at once", async () => {
    const domain = await add("Go.Brand.com");
    expect(domain).toMatchObject({ host: "go.brand.com", status: "waiting", fault: null });
    expect(await brandAt("go.brand.com")).toBeNull();
    expect((await verify(domain.id)).json).toMatchObject({ status: "waiting", fault: "not_found" });
    show(domain);
    expect((await verify(domain.id)).json).toMatchObject({ status: "verified", fault: null });
    await expect.poll(() => brandAt("Go.Brand.com:443")).toBe(world.brandId);
    expect(await brandAt("www.go.brand.com")).toBeNull();
  });

  it("is listed by whether it is shown to be the brand's", async () => {
    const [waiting, verified] = [await add("later.brand.com"), await add("now.brand.com")];
    show(verified);
    await verify(verified.id);
    const listed = async (status: string): Promise<string[]> =>
      (await api("GET", `/domains?status=${status}`)).json.data.map(({ host }) => host);
    expect(await listed("verified")).toContain("now.brand.com");
    expect(await listed("verified")).not.toContain(waiting.host);
    expect(await listed("waiting")).toContain("later.brand.com");
    expect(await listed("waiting")).not.toContain(verified.host);
  });

  it("stays verified when its record is gone, and is given up when it is removed", async () => {
    const domain = await add("once.brand.com");
    show(domain);
    await verify(domain.id);
    records = {};
    expect((await verify(domain.id)).json).toMatchObject({ status: "verified", fault: "not_found" });
    await expect.poll(() => brandAt("once.brand.com")).toBe(world.brandId);
    expect((await api("DELETE", `/domains/${domain.id}`)).status).toBe(204);
    await expect.poll(() => brandAt("once.brand.com")).toBeNull();
    expect((await verify(domain.id)).status).toBe(404);
    const again = await add("once.brand.com");
    expect([again.status, again.id === domain.id]).toEqual(["waiting", false]);
  });

  it("is named once, however often it is added", async () => {
    const first = await add("twice.brand.com");
    expect((await add("TWICE.brand.com.")).id).toBe(first.id);
    const { json } = await api("GET", "/domains");
    expect(json.data.filter(({ host }) => host === "twice.brand.com")).toHaveLength(1);
  });

  it("can be proved by one brand only, whoever named it first", async () => {
    const mine = await add("shared.brand.com");
    const ctx = { services: world.services, actor: { kind: "admin", brandId: other } } as const;
    const theirs = await addDomain(ctx, "shared.brand.com");
    records["_openpartner.shared.brand.com"] = [[`openpartner=${theirs.token}`]];
    expect((await verify(mine.id)).json).toMatchObject({ status: "waiting", fault: "other_value" });
    expect((await verifyDomain(ctx, theirs.id)).verifiedAt).not.toBeNull();
    show(mine);
    expect(await verify(mine.id)).toMatchObject({ status: 409, json: { error: "domain_taken" } });
    await expect.poll(() => brandAt("shared.brand.com")).toBe(other);
  });

  it("says when nobody could be asked", async () => {
    const domain = await add("silent.brand.com");
    records["_openpartner.silent.brand.com"] = null;
    expect((await verify(domain.id)).json).toMatchObject({ status: "waiting", fault: "unreachable" });
  });

  it.each(["localhost", "10.0.0.1", "https://brand.com", "co.uk"])("is not %s", async (host) => {
    expect((await api("POST", "/domains", { json: { host } })).status).toBe(400);
  });
});

it("below the links' common domain each brand has a host by its name", async () => {
  expect(await brandAt("other.links.test")).toBe(other);
  expect(await brandAt("home.links.test:8080")).toBe(world.brandId);
  expect(await brandAt("nobody.links.test")).toBeNull();
  expect(await brandAt("links.test")).toBeNull();
});

it("links are shared from the brand's first domain, else from its name, else from the server", async () => {
  const at = (linkDomain: string | null, brandId = other) =>
    linkOrigin({ services: { ...world.services, linkDomain }, actor: { kind: "admin", brandId } });
  expect(await at("links.test", world.brandId)).toBe("https://go.brand.com");
  expect(await at("links.test")).toBe("https://shared.brand.com");
  await world.database.asSystem(
    "install",
    (sql) => sql`update domains set removed_at = now() where brand_id = ${other}`,
  );
  expect(await at("links.test")).toBe("https://other.links.test");
  expect(await at(null)).toBe("http://localhost:3000");
});
