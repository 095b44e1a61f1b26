import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeWorld, type World } from "@/tests/support/world";
import { newId } from "../ids";
import { openWire, type Wire } from "../notify/wire";
import { LiveRoom, type Onlooker } from "./room";

const [BRAND, OTHER_BRAND, PARTNER, OTHER_PARTNER] = [newId(), newId(), newId(), newId()];

let world: World;
let wires: Wire[];
/** Two processes on one database. */
let here: LiveRoom;
let there: LiveRoom;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

async function openRoom(): Promise<LiveRoom> {
  const room = new LiveRoom();
  const wire = await openWire(world.url, [room.ear], () => room.gap());
  wires.push(wire);
  room.join(wire);
  return room;
}

beforeEach(async () => {
  wires = [];
  [here, there] = [await openRoom(), await openRoom()];
  return async () => {
    here.leave();
    there.leave();
    for (const wire of wires) await wire.stop();
  };
});

const nothing = (): void => undefined;

/** Somebody who counts how often they are told. */
function look(room: LiveRoom, who: Onlooker) {
  const told = vi.fn<() => void>();
  return { told, stop: room.watch(who, told, nothing) };
}

/** Resolves when everything that was said before has been heard everywhere. */
async function heard(room: LiveRoom): Promise<void> {
  const brandId = newId();
  const { told, stop } = look(room, { brandId, partnerId: null });
  there.happened(brandId, null);
  await vi.waitFor(() => expect(told).toHaveBeenCalled(), { timeout: 10_000 });
  stop();
}

describe("what happens in one process", () => {
  it("is told in every process to the brand and to the partner it concerns, and to nobody else", async () => {
    const brand = look(here, { brandId: BRAND, partnerId: null });
    const same = look(there, { brandId: BRAND, partnerId: null });
    const partner = look(here, { brandId: BRAND, partnerId: PARTNER });
    const otherPartner = look(here, { brandId: BRAND, partnerId: OTHER_PARTNER });
    const otherBrand = look(here, { brandId: OTHER_BRAND, partnerId: null });
    const elsewhere = look(here, { brandId: OTHER_BRAND, partnerId: PARTNER });
    there.happened(BRAND, PARTNER);
    await heard(here);
    expect([brand, same, partner].map(({ told }) => told.mock.calls.length)).toEqual([1, 1, 1]);
    expect([otherPartner, otherBrand, elsewhere].map(({ told }) => told.mock.calls.length)).toEqual([
      0, 0, 0,
    ]);
  });

  it("is told once, however much it is", async () => {
    const { told } = look(here, { brandId: BRAND, partnerId: null });
    for (let index = 0; index < 10_000; index++) there.happened(BRAND, newId());
    await heard(here);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it("is told to nobody who has stopped looking", async () => {
    const { told, stop } = look(here, { brandId: BRAND, partnerId: null });
    stop();
    stop();
    expect(here.count).toBe(0);
    there.happened(BRAND, null);
    await heard(here);
    expect(told).not.toHaveBeenCalled();
  });
});

it("a listener that was lost is there again by itself, and everybody looks anew", async () => {
  const { told } = look(here, { brandId: BRAND, partnerId: PARTNER });
  await world.database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'openpartner listener' and datname = current_database()`;
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  await vi.waitFor(async () => wires[1]?.tell("openpartner_live", []), { timeout: 10_000 });
  there.happened(BRAND, PARTNER);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), { timeout: 10_000 });
});

it("who looks on when the process stops is let go", () => {
  const ended = vi.fn<() => void>();
  here.watch({ brandId: BRAND, partnerId: null }, nothing, ended);
  here.end();
  expect(ended).toHaveBeenCalledTimes(1);
});
