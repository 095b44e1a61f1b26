import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { makeWorld, type World } from "@/tests/support/world";
import { type Announced, announce, onAnnounce } from "./changes";

let world: World;
let heard: Announced[];

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const listen = (): void => {
  heard = [];
  onTestFinished(onAnnounce((change) => heard.push(change)));
};

it("a change is heard of in its own process when it is committed, before whoever made it hears so", async () => {
  listen();
  const { brandId } = world;
  await world.database.inBrand(brandId, async (tx) => {
    await announce(tx, { kind: "link", key: "of-a-test" });
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual([{ kind: "link", key: "of-a-test", brandId }]);
});

it("a change that is not committed is not heard of", async () => {
  listen();
  const failing = world.database.inBrand(world.brandId, async (tx) => {
    await announce(tx, { kind: "link", key: "of-a-test" });
    throw new Error("thought better of it");
  });
  await expect(failing).rejects.toThrow("thought better of it");
  expect(heard).toEqual([]);
});
