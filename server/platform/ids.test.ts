import fc from "fast-check";
import { expect, test } from "vitest";
import { idAt, idFromUuid, newId, parseId, uuidFromId } from "./ids";

test("an id and its uuid are the same 128 bits", () => {
  expect(uuidFromId("01ARZ3NDEKTSV4RRFFQ69G5FAV")).toBe("01563e3a-b5d3-d676-4c61-efb99302bd5b");
  expect(idFromUuid("01563e3a-b5d3-d676-4c61-efb99302bd5b")).toBe("01ARZ3NDEKTSV4RRFFQ69G5FAV");
});

test("every uuid becomes an id and comes back", () => {
  fc.assert(
    fc.property(fc.uuid({ version: [1, 4, 7] }), (uuid) => {
      const id = idFromUuid(uuid);
      expect(parseId(id)).toBe(id);
      expect(uuidFromId(id)).toBe(uuid);
    }),
  );
});

test("new ids are sorted in the order in which they were made", () => {
  const ids = Array.from({ length: 1_000 }, () => newId());
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id carries the time it was made for", () => {
  const time = Date.UTC(2026, 1, 3, 4, 5, 6, 789);
  const [first, second] = [idAt(time), idAt(time + 1)];
  expect(Number.parseInt(uuidFromId(first).replaceAll("-", "").slice(0, 12), 16)).toBe(time);
  expect(first < second).toBe(true);
});

test("a text that is no id is refused by the character that is wrong", () => {
  expect(() => uuidFromId("01ARZ3NDEKTSV4RRFFQ69G5FA")).toThrow(RangeError);
  expect(() => uuidFromId("01ARZ3NDEKTSV4RRFFQ69G5FAU")).toThrow("character 26");
});
