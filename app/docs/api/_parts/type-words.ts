import type { JsonSchema } from "@/server/api/openapi/json-schema";

/** What may stand in a field, in a few words: `text, at most 80 characters`. */
export function typeWords(schema: JsonSchema): string {
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(branches)) return [...new Set(branches.map(typeWords))].join(" or ");
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (typeof schema["$ref"] === "string") return schema["$ref"].split("/").at(-1) ?? "";
  if (schema["format"] === "ulid") return "id";
  if (schema["format"] === "date-time") return "time";
  const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
  return `${types.map((type) => oneType(String(type), schema)).join(" or ")}${limits(schema)}`;
}

function oneType(type: string, schema: JsonSchema): string {
  switch (type) {
    case "string":
      return typeof schema["format"] === "string" ? schema["format"] : "text";
    case "array":
      return `list of ${typeWords((schema["items"] ?? {}) as JsonSchema)}`; // JSON Schema's own shape
    case "undefined":
      return "any value";
    default:
      return type;
  }
}

function limits(schema: JsonSchema): string {
  const { minimum, maximum, maxLength, maxItems } = schema;
  const range =
    typeof minimum === "number" && typeof maximum === "number" ? `, ${minimum} to ${maximum}` : "";
  const length =
    typeof maxLength === "number" ? `, at most ${maxLength.toLocaleString("en")} characters` : "";
  const items = typeof maxItems === "number" ? `, at most ${maxItems.toLocaleString("en")}` : "";
  const fallback =
    schema["default"] === undefined ? "" : `, ${JSON.stringify(schema["default"])} unless said`;
  return `${range}${length}${items}${fallback}`;
}
