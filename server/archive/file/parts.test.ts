import { EventEmitter, once } from "node:events";
import { describe, expect, it } from "vitest";
import { endingOnce } from "./parts";

const NEVER_MS = 60_000;

async function* counting(upTo: number): AsyncGenerator<string, void> {
  for (let index = 1; index <= upTo; index++) yield String(index);
}

async function begun(upTo: number, maxPauseMs = NEVER_MS) {
  const rest = counting(upTo);
  let ends = 0;
  const parts = endingOnce(await rest.next(), rest, () => ends++, maxPauseMs);
  return { parts, ends: () => ends };
}

describe("parts of a file", () => {
  it("come in their order, and end once", async () => {
    const { parts, ends } = await begun(3);
    const read: string[] = [];
    for await (const part of parts) read.push(part);
    expect([read, ends()]).toEqual([["1", "2", "3"], 1]);
  });

  it("end when nobody began to read them", async () => {
    const { parts, ends } = await begun(3);
    await parts.return();
    expect(ends()).toBeGreaterThan(0);
  });

  it("end when they lie unread, and then break off instead of seeming whole", async () => {
    const rest = counting(3);
    const first = await rest.next();
    const told = new EventEmitter();
    const ended = once(told, "ended");
    const parts = endingOnce(first, rest, () => told.emit("ended"), 1);
    await ended;
    await expect(parts.next()).rejects.toThrow("unread");
  });

  it("end when a part fails, and pass the failure on", async () => {
    async function* failing(): AsyncGenerator<string, void> {
      yield "1";
      throw new Error("gone");
    }
    const rest = failing();
    let ends = 0;
    const parts = endingOnce(await rest.next(), rest, () => ends++, NEVER_MS);
    expect(await parts.next()).toMatchObject({ value: "1" });
    await expect(parts.next()).rejects.toThrow("gone");
    expect(ends).toBe(1);
  });
});
