import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "@/tests/support/world";
import { newId } from "../ids";
import type { Tx } from "../postgres/database";
import { literal, readCopy } from "./read";
import { CopyRows } from "./rows";
import { FieldWriter } from "./writer";

const MANY = 200_000;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const until = (signal: AbortSignal) => ({ database: world.database, signal });
const toTheEnd = () => until(new AbortController().signal);
const inBrand = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.database.inBrand(world.brandId, work);

async function countRows(rows: CopyRows): Promise<number> {
  let count = 0;
  while (rows.step() || (await rows.arrive())) count++;
  return count;
}

describe("rows of a binary COPY", () => {
  it("hold the values that PostgreSQL sent", async () => {
    const id = newId();
    const text = `select ${literal(id)}, ${literal(id)}, 'größer 😀', 'short', null::text, true, false,
      (-9223372036854775808)::bigint, null::bigint, '1969-12-31 23:59:59.999Z'::timestamptz, '2026-11-21 06:00:00.123Z'::timestamptz`;
    await inBrand((tx) =>
      readCopy(tx, { text, columns: 11 }, toTheEnd(), async (rows) => {
        expect(await rows.arrive()).toBe(true);
        expect([rows.id(0), rows.recurringId(1), rows.recurringId(0)]).toEqual([id, id, id]);
        expect([rows.text(2), rows.recurringText(2), rows.recurringText(3), rows.text(4)]).toEqual([
          "größer 😀",
          "größer 😀",
          "short",
          null,
        ]);
        expect([rows.boolean(5), rows.boolean(6)]).toEqual([true, false]);
        expect([rows.bigint(7), rows.bigint(8), rows.isNull(8)]).toEqual([-(2n ** 63n), null, true]);
        expect([rows.millis(9), rows.millis(10)]).toEqual([-1, Date.UTC(2026, 10, 21, 6, 0, 0, 123)]);
        expect(await rows.arrive()).toBe(false);
      }),
    );
  });

  it("are the same however the bytes arrive", async () => {
    const written = Array.from({ length: 5 }, (_, index) => "x".repeat(index * 7));
    const bytes = copyOf(written);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const rows = new CopyRows(pieces(bytes, cuts), 1);
        const read: (string | null)[] = [];
        while (rows.step() || (await rows.arrive())) read.push(rows.text(0));
        expect(read).toEqual(written);
      }),
    );
  });

  it("are read no further when the reader fails, and the connection goes on", async () => {
    const query = { text: `select n::bigint from generate_series(1, ${MANY}) n`, columns: 1 };
    const failing = inBrand((tx) =>
      readCopy(tx, query, toTheEnd(), async (rows) => {
        await rows.arrive();
        throw new Error("enough");
      }),
    );
    await expect(failing).rejects.toThrow("enough");
    expect(await inBrand((tx) => readCopy(tx, query, toTheEnd(), countRows))).toBe(MANY);
  });

  it("are taken off the connection when the reader has seen enough", async () => {
    const query = { text: `select n::bigint from generate_series(1, ${MANY}) n`, columns: 1 };
    const counts = await inBrand(async (tx) => {
      await readCopy(tx, query, toTheEnd(), (rows) => rows.arrive());
      return [
        await readCopy(tx, query, toTheEnd(), countRows),
        await readCopy(tx, query, toTheEnd(), countRows),
      ];
    });
    expect(counts).toEqual([MANY, MANY]);
  });

  it("end with an error when reading is aborted", async () => {
    const stop = new AbortController();
    const query = { text: "select generate_series(1, 1000000000)", columns: 1 };
    const reading = inBrand((tx) =>
      readCopy(tx, query, until(stop.signal), async (rows) => {
        await rows.arrive();
        stop.abort(new Error("stopped"));
        return countRows(rows);
      }),
    );
    await expect(reading).rejects.toThrow("stopped");
    await expect(inBrand((tx) => readCopy(tx, query, until(stop.signal), countRows))).rejects.toThrow(
      "stopped",
    );
  });

  it("fail as the query does", async () => {
    const query = { text: "select 1 / (2 - n) from generate_series(1, 3) n", columns: 1 };
    await expect(inBrand((tx) => readCopy(tx, query, toTheEnd(), countRows))).rejects.toThrow(
      "division by zero",
    );
  });
});

describe("fields that are written", () => {
  it("are the bytes that PostgreSQL sends", async () => {
    const [one, other] = [newId(), newId()];
    const writer = new FieldWriter();
    writer.id(one);
    writer.recurringId(other);
    writer.id(null);
    writer.text("größer 😀");
    writer.text("x".repeat(10_000));
    writer.text(null);
    writer.integer(-7);
    const text = `select ${literal(one)}, ${literal(other)}, null::uuid, 'größer 😀', repeat('x', 10000), null::text, -7`;
    await inBrand((tx) =>
      readCopy(tx, { text, columns: 7 }, toTheEnd(), async (rows) => {
        await rows.arrive();
        const sent = rows.bytes.subarray(rows.start(0) - 4, rows.end);
        expect(Buffer.from(writer.view.buffer, writer.view.byteOffset, writer.at).equals(sent)).toBe(true);
      }),
    );
  });
});

/** A COPY of one column of texts. */
function copyOf(texts: readonly string[]): Buffer {
  const parts = texts.map((text) => {
    const row = Buffer.alloc(6);
    row.writeInt16BE(1);
    row.writeInt32BE(text.length, 2);
    return Buffer.concat([row, Buffer.from(text)]);
  });
  return Buffer.concat([Buffer.alloc(19), ...parts, Buffer.from([0xff, 0xff])]);
}

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    if (cut > from) yield bytes.subarray(from, cut);
    from = Math.max(from, cut);
  }
  if (from < bytes.length) yield bytes.subarray(from);
}
