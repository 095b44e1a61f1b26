import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

export type JsonSchema = { [keyword: string]: unknown };

/** Schemas that have a name of their own, shared by all operations of a document. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** What a caller may send. */
  request(schema: z.ZodType): JsonSchema {
    return this.#convert(schema, "input");
  }

  /** What a caller receives. */
  reply(schema: z.ZodType): JsonSchema {
    return this.#convert(schema, "output");
  }

  #convert(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const converted = z.toJSONSchema(schema, {
      io,
      target: "draft-2020-12",
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema, io),
    }) as JsonSchema;
    const { $schema: _dialect, $defs = {}, ...own } = converted;
    const names = new Map<string, string>();
    const definitions = $defs as Record<string, JsonSchema>;
    for (const name of Object.keys(definitions))
      names.set(name, this.#nameFor(name, definitions[name] ?? {}, io));
    for (const [name, definition] of Object.entries(definitions)) {
      this.schemas[names.get(name) ?? name] = rename(definition, names) as JsonSchema;
    }
    return rename(own, names) as JsonSchema;
  }

  /** The same thing may be sent in another form than it is received: then the sent form is called `…Input`. */
  #nameFor(given: string, definition: JsonSchema, io: "input" | "output"): string {
    const name = given.startsWith("__schema") ? "Json" : given;
    const known = this.schemas[name];
    const same = new Map([[given, name]]);
    if (!known || isDeepStrictEqual(known, rename(definition, same))) return name;
    return io === "input" ? `${name}Input` : `${name}Reply`;
  }
}

function tidy(schema: z.core.$ZodType, json: JsonSchema, io: "input" | "output"): void {
  if (json["maximum"] === Number.MAX_SAFE_INTEGER) delete json["maximum"];
  if (json["minimum"] === Number.MIN_SAFE_INTEGER) delete json["minimum"];
  // A reply may gain fields in a later version, so a client that checks replies must let unknown ones pass.
  if (io === "output" && json["additionalProperties"] === false) delete json["additionalProperties"];
  const examples = z.globalRegistry.get(schema)?.["examples"];
  if (examples !== undefined) json["examples"] = examples;
}

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => rename(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string" ? reference(inner, names) : rename(inner, names),
    ]),
  );
}

function reference(pointer: string, names: ReadonlyMap<string, string>): string {
  const name = pointer.replace("#/$defs/", "");
  return `#/components/schemas/${names.get(name) ?? name}`;
}
