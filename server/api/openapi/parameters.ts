import type { AnyOperation } from "@/server/api/rest/operation";
import type { Components, JsonSchema } from "./json-schema";

export const IDEMPOTENCY_KEY: JsonSchema = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Your name for this request. Within 30 days the same name with the same body gives the first reply again; with another body it is refused.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/** The parameters of an operation: of its path, of its query, and the header that makes a POST repeatable. */
export function parametersOf(operation: AnyOperation, components: Components): JsonSchema[] {
  const names = [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  const params = operation.params ? propertiesOf(components.request(operation.params)) : {};
  const query = operation.query ? components.request(operation.query) : {};
  const required = new Set(Array.isArray(query["required"]) ? query["required"] : []);
  return [
    ...names.map((name) => parameter(name, "path", true, params[name] ?? { type: "string" })),
    ...Object.entries(propertiesOf(query)).map(([name, schema]) =>
      parameter(name, "query", required.has(name), schema),
    ),
    ...(operation.method === "POST" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
  ];
}

function parameter(name: string, place: "path" | "query", required: boolean, schema: JsonSchema): JsonSchema {
  const { description, ...rest } = schema;
  const words = description ?? DESCRIPTIONS[name];
  return { name, in: place, required, ...(words === undefined ? {} : { description: words }), schema: rest };
}

/** What these parameters mean wherever they occur. */
const DESCRIPTIONS: Record<string, string> = {
  limit: "Rows of one page.",
  cursor: "The `nextCursor` of the page before.",
  from: "The first instant that counts.",
  to: "The first instant that no longer counts.",
};

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const properties = schema["properties"];
  return typeof properties === "object" && properties !== null
    ? (properties as Record<string, JsonSchema>) // JSON Schema's own shape
    : {};
}
