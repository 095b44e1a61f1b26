import { describe, expect, it } from "vitest";
import { operations } from "@/server/api/operations/all";
import { curlOf } from "./curl";
import { jsonOf, openApiDocument } from "./document";
import { exampleOf } from "./example";

const document = openApiDocument(operations, "https://partners.example.com");
const documented = (id: string) => {
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId === id) return { path, method, operation };
    }
  }
  throw new Error(`${id} is not in the document`);
};

describe("the example of a body", () => {
  const withBody = operations.filter((operation) => operation.body);

  it.each(withBody.map((operation) => [operation.id, operation] as const))(
    "of %s is accepted",
    (id, operation) => {
      const schema = jsonOf(documented(id).operation.requestBody);
      const example = schema && exampleOf(schema, document);
      expect(operation.body?.safeParse(example).error?.issues ?? []).toEqual([]);
    },
  );
});

describe("a curl example", () => {
  const shown = (id: string): string => {
    const { path, method, operation } = documented(id);
    return curlOf(document, method, path, operation);
  };

  it("reads with a key from the environment", () => {
    expect(shown("getProgram")).toBe(
      `curl "https://partners.example.com/api/v1/programs/$id" \\\n  -H "Authorization: Bearer $OPENPARTNER_KEY"`,
    );
  });

  it("needs no key for what everyone may read", () => {
    expect(shown("describeApi")).toBe(`curl "https://partners.example.com/api/v1/openapi.json"`);
  });

  it("sends JSON", () => {
    expect(shown("recordEvent")).toContain(
      `-H 'Content-Type: application/json' \\\n  -d '{\n    "userId": "user_42"`,
    );
  });
});
