import { appendFile, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS, now, setClock } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import type { ClickRow } from "../store/insert";
import { clickRow } from "../testing/row";
import { decode, encode } from "./record";
import type { Stored } from "./replay";
import { Spool } from "./spool";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spool-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The number of a process that cannot be: above what any kernel gives out. */
const NOBODY = 2 ** 22 + 1;
const LIMITS = { maxBytes: 100_000 };

const row = (changes: Partial<ClickRow> = {}): ClickRow =>
  clickRow({ brandId: newId(), partnerId: newId(), programId: newId(), linkId: newId() }, 1_767_225_600_000, {
    landingUrl: "https://brand.com/?a=1\n2\r3\u20284",
    userAgent: "Ünïcode 🦊 \ud800",
    ...changes,
  });

/** A database that takes everything, and what it took. */
function taking() {
  const taken: string[] = [];
  const store = async (rows: ClickRow[]) => {
    taken.push(...rows.map((one) => one.id));
    return rows.map((): Stored => "written");
  };
  return { taken, store };
}

const failing = () => Promise.reject(new Error("the database is away"));

describe("a record", () => {
  it("comes back as it was written", () => {
    const one = row();
    expect(decode(encode([one]).toString("utf8").trimEnd())).toEqual(one);
  });

  it("of a version that had fewer columns has null in those added since", () => {
    const { sub5: _, country: __, ...fewer } = row();
    // What that version's type allowed.
    const line = encode([fewer as ClickRow])
      .toString("utf8")
      .trimEnd();
    expect(decode(line)).toEqual({ ...fewer, sub5: null, country: null });
  });

  it("is nothing when any character of it is missing or changed", () => {
    const line = encode([row()]).toString("utf8").trimEnd();
    for (let cut = 0; cut < line.length; cut++) expect(decode(line.slice(0, cut))).toBeNull();
    expect(decode(line.replace("valid", "xalid"))).toBeNull();
  });
});

describe("a spool", () => {
  it("brings to the database what was appended, in order, and is empty then", async () => {
    const spool = new Spool(folder, LIMITS);
    const rows = [row(), row(), row()];
    await spool.append(rows.slice(0, 2));
    await spool.append(rows.slice(2));
    expect((await spool.state()).bytes).toBeGreaterThan(0);
    const { taken, store } = taking();
    expect(await spool.replay(store)).toEqual({ written: 3, refused: 0, spoiled: 0 });
    expect(taken).toEqual(rows.map((one) => one.id));
    expect(await readdir(folder)).toEqual([]);
  });

  it("keeps everything when the database fails, and goes on appending", async () => {
    const spool = new Spool(folder, LIMITS);
    const rows = [row(), row()];
    await spool.append(rows.slice(0, 1));
    await expect(spool.replay(failing)).rejects.toThrow("the database is away");
    await spool.append(rows.slice(1));
    const { taken, store } = taking();
    await spool.replay(store);
    expect(taken).toEqual(rows.map((one) => one.id));
  });

  it("takes over what a process that is gone left behind, also half replayed", async () => {
    const gone = new Spool(folder, LIMITS);
    const rows = [row(), row()];
    await gone.append(rows.slice(0, 1));
    const [first = ""] = await readdir(folder);
    await rename(
      path.join(folder, first),
      path.join(folder, first.replace(String(process.pid), String(NOBODY))),
    );
    const second = `${newId()}.${NOBODY}.claimed`;
    await appendFile(path.join(folder, second), encode(rows.slice(1)));
    const { taken, store } = taking();
    await new Spool(folder, LIMITS).replay(store);
    expect(taken).toEqual(rows.map((one) => one.id));
  });

  it("leaves alone what a living process is appending to", async () => {
    const file = `${newId()}.${process.ppid}.open`;
    await appendFile(path.join(folder, file), encode([row()]));
    const { taken, store } = taking();
    await new Spool(folder, LIMITS).replay(store);
    expect(taken).toEqual([]);
    expect(await readdir(folder)).toEqual([file]);
  });

  it("passes over a last record that a crash cut short, and keeps it for a person to see", async () => {
    const whole = row();
    const torn = encode([row()]).subarray(0, 40);
    await appendFile(path.join(folder, `${newId()}.sealed`), Buffer.concat([encode([whole]), torn]));
    const { taken, store } = taking();
    await new Spool(folder, LIMITS).replay(store);
    expect(taken).toEqual([whole.id]);
    const [left = ""] = await readdir(folder);
    expect(left).toMatch(/\.rejected$/);
    expect((await readFile(path.join(folder, left))).subarray(0, 40)).toEqual(torn);
  });

  it("sets aside a click that the database will never take, and brings the others", async () => {
    const rows = [row(), row(), row()];
    const spool = new Spool(folder, LIMITS);
    await spool.append(rows);
    const replayed = await spool.replay(async (batch) =>
      batch.map((one) => (one.id === rows[1]?.id ? { error: new Error("no such link") } : "written")),
    );
    expect(replayed).toEqual({ written: 2, refused: 1, spoiled: 0 });
    const [left = ""] = await readdir(folder);
    expect(await readFile(path.join(folder, left), "utf8")).toContain(rows[1]?.id);
  });

  it("refuses to grow past its limit, and takes nothing of what it refuses", async () => {
    const spool = new Spool(folder, { maxBytes: 1_000 });
    const first = row();
    await spool.append([first]);
    await expect(spool.append([row(), row()])).rejects.toThrow("full");
    const { taken, store } = taking();
    await spool.replay(store);
    expect(taken).toEqual([first.id]);
  });

  it("counts what earlier files hold against its limit, until they are replayed", async () => {
    const spool = new Spool(folder, { maxBytes: 1_000 });
    await spool.append([row()]);
    await expect(spool.replay(failing)).rejects.toThrow();
    await expect(spool.append([row(), row()])).rejects.toThrow("full");
    await spool.replay(taking().store);
    await spool.append([row()]);
    expect((await spool.state()).files).toBe(1);
  });

  it("begins another file when one has its size, and brings them in order", async () => {
    const spool = new Spool(folder, { ...LIMITS, maxFileBytes: 2_000 });
    const rows = Array.from({ length: 12 }, () => row());
    for (const one of rows) await spool.append([one]);
    expect((await spool.state()).files).toBeGreaterThan(3);
    const { taken, store } = taking();
    await spool.replay(store);
    expect(taken).toEqual(rows.map((one) => one.id));
  });

  it("takes what a process let be for long, as its number may be another's by now", async () => {
    const one = row();
    await appendFile(path.join(folder, `${newId()}.${process.ppid}.open`), encode([one]));
    const { taken, store } = taking();
    const restore = setClock(() => Date.now() + 2 * MINUTE_MS);
    await new Spool(folder, LIMITS).replay(store).finally(restore);
    expect(taken).toEqual([one.id]);
  });

  it("loses nothing when its file is taken away while it appends", async () => {
    const appending = new Spool(folder, LIMITS);
    const { taken, store } = taking();
    const rows = Array.from({ length: 60 }, () => row());
    let done = false;
    let appended = 0;
    // Of one process, so it takes every file of the other for one that was left behind: once while each is appended, because a disk
    // that is slow for a moment would lose it a file more often than it tries.
    const greedy = (async () => {
      while (!done) {
        const before = appended;
        await new Spool(folder, LIMITS).replay(store);
        do await sleep(3);
        while (!done && appended === before);
      }
    })();
    try {
      for (const one of rows) {
        await appending.append([one]);
        appended++;
      }
    } finally {
      done = true;
      await greedy;
    }
    await appending.replay(store);
    expect([...new Set(taken)].sort()).toEqual(rows.map((one) => one.id).sort());
  });

  it("says how much is waiting and since when", async () => {
    const spool = new Spool(path.join(folder, "new"), LIMITS);
    expect(await spool.state()).toEqual({ bytes: 0, files: 0, oldest: null });
    const before = now();
    await spool.append([row()]);
    const { bytes, oldest } = await spool.state();
    expect(bytes).toBe(encode([row()]).length);
    expect(oldest).toBeGreaterThanOrEqual(before);
    await spool.close();
    expect((await spool.state()).files).toBe(1);
  });

  it("loses nothing between replays at once that take files from each other", async () => {
    const rows = Array.from({ length: 20 }, () => row());
    for (const one of rows) await appendFile(path.join(folder, `${newId()}.sealed`), encode([one]));
    const { taken, store } = taking();
    const spools = [1, 2, 3].map(() => new Spool(folder, LIMITS));
    await Promise.all(spools.map((spool) => spool.replay(store)));
    expect([...new Set(taken)].sort()).toEqual(rows.map((one) => one.id).sort());
    expect(await readdir(folder)).toEqual([]);
  });
});
