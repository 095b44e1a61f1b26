import { type AnyOperation, isPublic } from "@/server/api/rest/operation";
import { BASE_PATH } from "@/server/api/rest/router";
import type { Media } from "@/server/api/rest/wire/file";
import { ERROR_SCHEMA, errorsByStatus } from "./errors";
import { Components, type JsonSchema } from "./json-schema";
import { IDEMPOTENCY_KEY, parametersOf } from "./parameters";
import { INTRODUCTION } from "./words";

const API_VERSION = "1";

export type Document = {
  openapi: "3.1.1";
  info: JsonSchema;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, DocumentedOperation>>;
  components: Record<string, Record<string, JsonSchema>>;
};

export type DocumentedOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters: JsonSchema[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
  "x-required-scope"?: string;
};

/** The OpenAPI 3.1 document of these operations, as served from `origin`. */
export function openApiDocument(operations: readonly AnyOperation[], origin: string): Document {
  const components = new Components();
  const paths: Document["paths"] = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, components) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "OpenPartner API",
      version: API_VERSION,
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${origin}${BASE_PATH}` }],
    tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...components.schemas, Error: ERROR_SCHEMA },
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

const SECURITY_SCHEMES: Record<string, JsonSchema> = {
  key: {
    type: "http",
    scheme: "bearer",
    description: "A key of the brand or of a partner: `op_…`. Never in a browser.",
  },
  publishableKey: {
    type: "http",
    scheme: "bearer",
    description:
      "A key that a page may show: `opk_…`. It can identify customers and report clicks, nothing else.",
  },
};

/** The schema of what is sent or received as JSON, if anything is. */
export function jsonOf(part: JsonSchema | undefined): JsonSchema | null {
  const content = part?.["content"] as { "application/json"?: { schema: JsonSchema } } | undefined; // as `contentOf` writes it
  return content?.["application/json"]?.schema ?? null;
}

function contentOf(schema: JsonSchema): JsonSchema {
  return { "application/json": { schema } };
}

function filesOf(media: Media, components: Components): JsonSchema {
  const files = Object.entries(media).map(([type, what]) => [type, { schema: components.reply(what) }]);
  return Object.fromEntries(files);
}

function describe(operation: AnyOperation, components: Components): DocumentedOperation {
  const scope = scopeOf(operation.access);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: securityOf(operation),
    ...(scope === undefined ? {} : { "x-required-scope": scope }),
    parameters: parametersOf(operation, components),
    ...(operation.body ? { requestBody: bodyOf(components.request(operation.body)) } : {}),
    responses: responsesOf(operation, components),
  };
}

function scopeOf(access: AnyOperation["access"]): string | undefined {
  if ("scope" in access) return access.scope;
  if ("browser" in access) return access.browser;
  if ("publishable" in access) return access.publishable;
  return "allScopes" in access ? "all" : undefined;
}

function securityOf(operation: AnyOperation): Record<string, string[]>[] {
  const { access } = operation;
  if ("public" in access) return [];
  if ("browser" in access) return [{ key: [] }, { publishableKey: [] }, {}];
  if ("publishable" in access) return [{ key: [] }, { publishableKey: [] }];
  return [{ key: [] }];
}

function bodyOf(schema: JsonSchema): JsonSchema {
  return { required: true, content: contentOf(schema) };
}

function responsesOf(operation: AnyOperation, components: Components): Record<string, JsonSchema> {
  const responses: Record<string, JsonSchema> = {};
  for (const status of successesOf(operation)) {
    responses[status] =
      status === 204
        ? { description: "Done; there is nothing to say." }
        : {
            description: status === 201 ? "Created." : "Done.",
            content: operation.media
              ? filesOf(operation.media, components)
              : contentOf(components.reply(operation.reply)),
          };
  }
  for (const [status, codes] of errorsByStatus(operation)) {
    responses[status] = {
      description: codes.map((code) => `\`${code}\``).join(", "),
      content: contentOf({ $ref: "#/components/schemas/Error" }),
      ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
    };
  }
  return responses;
}

const RETRY_AFTER = {
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
};

function successesOf(operation: AnyOperation): number[] {
  return !isPublic(operation) && operation.statusOf ? [200, 201] : [operation.status];
}
