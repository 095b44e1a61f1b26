import { describe, expect, it } from "vitest";
import { csvHead, csvLines, jsonLines } from "./lines";

const link = {
  id: "a",
  partnerId: "p",
  programId: "g",
  code: "summer",
  destinationUrl: null,
  status: "active",
};

describe("a line of CSV", () => {
  it.each([
    ["plain text", "summer", "summer"],
    ["a comma and quotes", 'say "hi", twice', '"say ""hi"", twice"'],
    ["a line break", "one\ntwo", '"one\ntwo"'],
    ["a formula", "=1+1", "'=1+1"],
    ["a formula that begins with a minus", "-1+1", "'-1+1"],
    ["a negative amount", "-9.80", "-9.80"],
  ])("holds %s", (_name, code, expected) => {
    expect(csvLines("links", [{ ...link, code }])).toBe(`a,p,g,${expected},,active,\r\n`);
  });

  it("holds JSON as one field", () => {
    const customer = { id: "a", userIds: ["x", "y"], createdAt: "2026-11-21T00:00:00.000Z" };
    expect(csvLines("customers", [customer])).toBe('a,"[""x"",""y""]",2026-11-21T00:00:00.000Z\r\n');
  });
});

it("the first line of CSV names the columns that the lines have", () => {
  const columns = csvHead("links").trim().split(",").length;
  expect(csvLines("links", [link]).trim().split(",")).toHaveLength(columns);
});

it("a line of JSON is the row, and in an export of everything says its table", () => {
  expect(jsonLines([{ id: "a" }, { id: "b" }])).toBe('{"id":"a"}\n{"id":"b"}\n');
  expect(jsonLines([{ id: "a" }], "links")).toBe('{"table":"links","row":{"id":"a"}}\n');
});
