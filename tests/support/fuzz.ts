import fc from "fast-check";
import { type Document, type DocumentedOperation, jsonOf } from "@/server/api/openapi/document";
import type { JsonSchema } from "@/server/api/openapi/json-schema";

/**
 * What exists, so that many requests get past the first check: ids of all kinds, values by the name of their field, and
 * ids by the place in a path that they belong to (`/programs/{id}`).
 */
export type Known = {
  ids: readonly string[];
  fields: Readonly<Record<string, readonly unknown[]>>;
  places: Readonly<Record<string, string>>;
};

export type FuzzedRequest = { path: string; body: { json: unknown } | { raw: string } | null };

const MAX_DEPTH = 6;
const MAX_ITEMS = 4;
const MAX_TEXT = 20;
const JUNK: readonly unknown[] = [
  undefined, null, "", " ", "\0", "\ud800", "💥", "' or 1=1 --", "%s%n", "__proto__", "-1", "1e3", "1,000", "00000000000000000000000000",
  0, -0, -1, 1.5, 1e21, 2 ** 53, Number.MAX_VALUE, true, [], [[]], {}, { toString: 1 }, "x".repeat(300), "9".repeat(400), "\u202e", "2026-02-30T00:00:00Z",
]; // biome-ignore format: a list to skim
const RAW = [
  "",
  "{",
  "null",
  "[]",
  '"',
  "\u0000",
  '{"a":1}}',
  "[".repeat(500),
  '{"__proto__":{"a":1}}',
  "NaN",
];
const SEGMENTS = [
  "7",
  "%00",
  "%E0%A4%A",
  "..%2f..",
  "%F0%9F%92%A5",
  "null",
  "x".repeat(300),
  "00000000000000000000000000",
];

/** Requests to one operation: most nearly right, some with one thing wrong, a few that are no JSON. */
export function requestsTo(
  document: Document,
  path: string,
  operation: DocumentedOperation,
  known: Known,
): fc.Arbitrary<FuzzedRequest> {
  const valid = validFor(document, known);
  const query = operation.parameters.filter((one) => one["in"] === "query");
  const schema = jsonOf(operation.requestBody);
  const fields = query.map((one) => [String(one["name"]), valid(schemaOf(one), String(one["name"]))]);
  return fc
    .record({
      filled: filledPath(path, known),
      query: broken(fc.record(Object.fromEntries(fields), { requiredKeys: [] }), query.length > 0 ? 5 : 9),
      body: schema === null ? fc.constant(null) : bodies(valid(schema, "")),
    })
    .map(({ filled, query, body }) => ({ path: `${filled}${queryText(query)}`, body }));
}

/** The path with ids in it: mostly of the things that belong there, else of others, sometimes none at all. */
function filledPath(path: string, known: Known): fc.Arbitrary<string> {
  const parts = path.split("/").map((part, index, all) => {
    const right =
      known.places[`${all[index - 2]}/${all[index - 1]}/${part}`] ??
      known.places[`${all[index - 1]}/${part}`];
    if (!part.startsWith("{")) return fc.constant(part);
    return fc.oneof(
      { weight: right === undefined ? 0 : 7, arbitrary: fc.constant(right ?? "") },
      { weight: 2, arbitrary: fc.constantFrom(...known.ids) },
      { weight: 1, arbitrary: fc.constantFrom(...SEGMENTS) },
    );
  });
  return fc.tuple(...parts).map((filled) => filled.join("/"));
}

function bodies(valid: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzedRequest["body"]> {
  return fc.oneof(
    { weight: 9, arbitrary: broken(valid, 7).map((json) => ({ json })) },
    { weight: 1, arbitrary: fc.constantFrom(...RAW).map((raw) => ({ raw })) },
  );
}

function schemaOf(parameter: JsonSchema): JsonSchema {
  return (parameter["schema"] ?? {}) as JsonSchema; // as parameters.ts writes it
}

/** Values that a schema of the document allows, as far as a schema can say. */
function validFor(document: Document, known: Known) {
  return function valid(schema: JsonSchema, name: string, depth = 0): fc.Arbitrary<unknown> {
    const inner = (of: unknown, innerName = name): fc.Arbitrary<unknown> =>
      valid((of ?? {}) as JsonSchema, innerName, depth + 1);
    if (depth > MAX_DEPTH) return fc.constant("deep");
    if (typeof schema["$ref"] === "string")
      return inner(document.components["schemas"]?.[schema["$ref"].split("/").at(-1) ?? ""]);
    const values = known.fields[name];
    if (values) return fc.constantFrom(...values);
    if (schema["format"] === "ulid") return fc.constantFrom(...known.ids);
    for (const list of [schema["enum"], schema["examples"]])
      if (Array.isArray(list)) return fc.constantFrom(...list);
    if ("const" in schema) return fc.constant(schema["const"]);
    if ("not" in schema) return fc.constant(undefined);
    const branches = schema["anyOf"] ?? schema["oneOf"];
    if (Array.isArray(branches)) return fc.oneof(...branches.map((branch) => inner(branch)));
    const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
    return fc.oneof(...types.map((type) => ofType(String(type), schema, inner)));
  };
}

type Inner = (schema: unknown, name?: string) => fc.Arbitrary<unknown>;

function ofType(type: string, schema: JsonSchema, inner: Inner): fc.Arbitrary<unknown> {
  const number = (key: string, fallback: number): number =>
    typeof schema[key] === "number" ? schema[key] : fallback;
  switch (type) {
    case "string":
      return textFor(schema, number("minLength", 0), Math.min(number("maxLength", MAX_TEXT), MAX_TEXT));
    case "integer":
    case "number":
      return fc.integer({ min: number("minimum", -5), max: number("maximum", 5_000) });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(inner(schema["items"]), {
        minLength: number("minItems", 0),
        maxLength: Math.min(number("maxItems", MAX_ITEMS), MAX_ITEMS),
      });
    case "object":
      return objectFor(schema, inner);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textFor(schema: JsonSchema, minLength: number, maxLength: number): fc.Arbitrary<string> {
  if (schema["format"] === "email") return fc.nat(50).map((n) => `person${n}@mail.test`);
  if (schema["format"] === "uri")
    return fc.constantFrom("https://www.brand.com/a", "http://evil.example/", "javascript:alert(1)");
  if (typeof schema["pattern"] === "string")
    return fc.stringMatching(new RegExp(schema["pattern"])).map((text) => text.slice(0, MAX_TEXT));
  return fc.string({ minLength, maxLength: Math.max(minLength, maxLength), unit: "binary" });
}

function objectFor(schema: JsonSchema, inner: Inner): fc.Arbitrary<unknown> {
  const properties = schema["properties"] as Record<string, JsonSchema> | undefined; // JSON Schema's own shape
  if (!properties)
    return fc.dictionary(inner(schema["propertyNames"]).map(String), inner(schema["additionalProperties"]), {
      maxKeys: MAX_ITEMS,
    });
  const required = Array.isArray(schema["required"]) ? schema["required"].map(String) : [];
  const fields = Object.entries(properties).map(([name, property]) => [name, inner(property, name)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] });
}

/** Leaves `rightOfTen` of ten values as they are, and puts something else in one place of the others. */
function broken<T>(valid: fc.Arbitrary<T>, rightOfTen: number): fc.Arbitrary<unknown> {
  const wrong = fc
    .tuple(valid, fc.nat(), fc.constantFrom(...JUNK))
    .map(([value, at, junk]) => replaced(value, at, junk));
  return fc.oneof({ weight: rightOfTen, arbitrary: valid }, { weight: 10 - rightOfTen, arbitrary: wrong });
}

function replaced(value: unknown, at: number, junk: unknown): unknown {
  const copy = structuredClone(value);
  const places = placesIn(copy);
  const place = places[at % (places.length + 1)];
  if (!place) return junk;
  place.holder[place.key] = junk;
  return copy;
}

type Place = { holder: Record<string, unknown>; key: string };

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>; // arrays are written by index too
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

function queryText(query: unknown): string {
  if (typeof query !== "object" || query === null) return "";
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined)
      search.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  return search.size > 0 ? `?${search}` : "";
}
