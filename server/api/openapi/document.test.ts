import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "@/server/api/operations/all";
import { operation } from "@/server/api/rest/operation";
import { openApiDocument } from "./document";
import { errorsByStatus } from "./errors";
import { Components } from "./json-schema";

const document = openApiDocument(operations, "https://partners.example.com");
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

/** Every `$ref` of a value. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : references(inner),
  );
}

function resolve(pointer: string): unknown {
  return pointer
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}

it("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(document)));
  expect(result).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

it("every reference leads somewhere", () => {
  const pointers = references(document);
  expect(pointers.length).toBeGreaterThan(0);
  expect(pointers.filter((pointer) => resolve(pointer) === undefined)).toEqual([]);
});

it("every operation has a name of its own", () => {
  const names = described.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(operations.length);
});

describe.each(described)("$name", ({ path, operation }) => {
  it("says what it does, in a group, in a sentence without a full stop", () => {
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(operation.tags).toEqual([expect.stringMatching(/^[A-Z]/)]);
  });

  it("names each parameter of its path", () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const named = operation.parameters.filter((one) => one["in"] === "path").map((one) => one["name"]);
    expect(named).toEqual(inPath);
  });

  it("describes its reply and its refusals", () => {
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => status.startsWith("2"))).toBe(true);
    expect(statuses).toEqual(expect.arrayContaining(["500", "503"]));
    if (operation.security.length > 0) expect(statuses).toContain("401");
    for (const [status, response] of Object.entries(operation.responses)) {
      if (status === "204") continue;
      const content = Object.entries(response["content"] ?? {});
      expect(content).not.toEqual([]);
      for (const [, body] of content) expect(body).toHaveProperty("schema");
      expect(response).toHaveProperty(["content", "application/json", "schema"]);
    }
  });

  it("leaves no part of its input or reply without a type", () => {
    const untyped = (schema: unknown): boolean => JSON.stringify(schema) === "{}";
    const schemas = operation.parameters.flatMap((one) => ("schema" in one ? [one["schema"]] : []));
    expect(schemas.filter(untyped)).toEqual([]);
  });
});

describe("the errors of an operation", () => {
  const list = operation({
    id: "listThings",
    method: "GET",
    path: "/things",
    tag: "Things",
    summary: "List things",
    access: { scope: "partners:read" },
    reply: z.object({}),
    status: 200,
    errors: ["partner_not_found"],
    run: async () => ({}),
  });

  it("are its own and those of every call with a key", () => {
    expect([...errorsByStatus(list)]).toEqual([
      [400, ["invalid_query"]],
      [401, ["unauthorized"]],
      [403, ["forbidden", "forbidden_scope"]],
      [404, ["partner_not_found"]],
      [500, ["internal_error"]],
      [503, ["unavailable"]],
    ]);
  });
});

describe("a schema with a name", () => {
  const money = z.object({ amount: z.string() }).meta({ id: "TestMoney" });

  it("is written once and referred to", () => {
    const components = new Components();
    const reply = components.reply(z.object({ due: money, paid: money }));
    const reference = { $ref: "#/components/schemas/TestMoney" };
    expect(reply).toMatchObject({ properties: { due: reference, paid: reference } });
    expect(Object.keys(components.schemas)).toEqual(["TestMoney"]);
  });

  it("has a second name where it is sent in another form than received", () => {
    const thing = z.object({ since: z.string().default("now") }).meta({ id: "TestThing" });
    const components = new Components();
    components.reply(thing);
    expect(components.request(thing)).toEqual({ $ref: "#/components/schemas/TestThingInput" });
    expect(components.schemas["TestThing"]).toMatchObject({ required: ["since"] });
    expect(components.schemas["TestThingInput"]).not.toHaveProperty("required");
  });

  it("lets unknown fields of a reply pass, because later versions may add some", () => {
    expect(new Components().reply(z.object({ a: z.string() }))).not.toHaveProperty("additionalProperties");
  });
});
