import type { Document } from "./document";
import type { JsonSchema } from "./json-schema";

const ID = "01JD7M0Q4N8V5T2K6X9R3C1WBF";

/** What is typical for a field, where its schema cannot say so. */
const BY_NAME: Record<string, unknown> = {
  code: "jane",
  cref: ID,
  currency: "USD",
  destinationUrl: "https://brand.com/",
  effectiveFrom: "2027-01-01T00:00:00Z",
  email: "jane@example.com",
  events: [{ userId: "user_42", type: "signup" }],
  externalId: "in_1001",
  name: "Jane",
  reason: "agreed with the partner",
  rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }],
  slug: "partners",
  timeZone: "Europe/Berlin",
  to: "you@example.com",
  type: "invoice_paid",
  userId: "user_42",
  value: "49.00",
};
/** Optional fields that an example is better with. */
const TELLING = new Set(["value", "currency", "externalId"]);

/** A small value that the schema allows: what is required, and little more. */
export function exampleOf(schema: JsonSchema, document: Document, name = ""): unknown {
  const known = schema["type"] === "boolean" ? undefined : BY_NAME[name];
  if (known !== undefined) return known;
  const reference = schema["$ref"];
  if (typeof reference === "string") return exampleOf(componentOf(document, reference), document, name);
  if (schema["format"] === "ulid") return ID;
  for (const list of [schema["examples"], schema["enum"], [schema["const"]]]) {
    if (Array.isArray(list) && list[0] !== undefined) return list[0];
  }
  const branch = [schema["anyOf"], schema["oneOf"]].find(Array.isArray)?.[0];
  if (branch) return exampleOf(branch, document, name);
  return ofType(schema, document, name);
}

function ofType(schema: JsonSchema, document: Document, name: string): unknown {
  switch (Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"]) {
    case "object":
      return objectOf(schema, document);
    case "array":
      return [exampleOf(asSchema(schema["items"]), document, name.replace(/s$/, ""))];
    case "integer":
    case "number":
      return schema["minimum"] ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "text";
  }
}

function objectOf(schema: JsonSchema, document: Document): Record<string, unknown> {
  const properties = Object.entries(asSchema(schema["properties"]));
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const shown = properties.filter(([field]) => required.includes(field) || TELLING.has(field));
  // Where nothing is required (a PATCH), one field shows how it goes.
  const chosen = shown.length > 0 ? shown : properties.slice(0, 1);
  return Object.fromEntries(
    chosen.map(([field, property]) => [field, exampleOf(asSchema(property), document, field)]),
  );
}

export function componentOf(document: Document, reference: string): JsonSchema {
  return asSchema(document.components["schemas"]?.[reference.split("/").at(-1) ?? ""]);
}

/** Parts of a schema are schemas; what is absent allows everything. */
export function asSchema(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null ? (value as JsonSchema) : {};
}
