import { reference } from "@/app/_text/public/api-reference";
import type { Document } from "@/server/api/openapi/document";
import { asSchema, componentOf } from "@/server/api/openapi/example";
import type { JsonSchema } from "@/server/api/openapi/json-schema";
import { Prose } from "./prose";
import { typeWords } from "./type-words";

const MAX_DEPTH = 2;

type FieldsProps = { document: Document; schema: JsonSchema; depth?: number };

/** The fields of an object, each with its type and meaning; objects inside open on demand. */
export function Fields({ document, schema, depth = 0 }: FieldsProps) {
  const object = objectIn(schema, document);
  const required = Array.isArray(object["required"]) ? object["required"] : [];
  const rows = Object.entries(asSchema(object["properties"])).map(
    ([name, property]) => [name, asSchema(property)] as const,
  );
  return (
    <dl className="divide-y divide-line">
      {rows.map(([name, property]) => (
        <Field key={name} name={name} schema={property} required={required.includes(name)}>
          {depth < MAX_DEPTH && hasFields(property, document) && (
            <details className="mt-2">
              <summary className="cursor-pointer text-sm text-ink-soft hover:text-ink">
                {reference.fields(name)}
              </summary>
              <div className="mt-1 border-l-2 border-line pl-4">
                <Fields document={document} schema={property} depth={depth + 1} />
              </div>
            </details>
          )}
        </Field>
      ))}
    </dl>
  );
}

type FieldProps = { name: string; schema: JsonSchema; required: boolean; children?: React.ReactNode };

export function Field({ name, schema, required, children }: FieldProps) {
  const description = schema["description"];
  return (
    <div className="py-2.5">
      <dt className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <code className="font-mono text-sm font-medium wrap-anywhere">{name}</code>
        <span className="text-sm wrap-anywhere text-ink-faint">{typeWords(schema)}</span>
        {required && <span className="text-xs font-medium text-derived">{reference.required}</span>}
      </dt>
      <dd>
        {typeof description === "string" && (
          <Prose text={description} className="mt-0.5 text-sm text-ink-soft" />
        )}
        {children}
      </dd>
    </div>
  );
}

function hasFields(schema: JsonSchema, document: Document): boolean {
  return Object.keys(asSchema(objectIn(schema, document)["properties"])).length > 0;
}

/** The object that a schema leads to: through names, lists, and the branch that is one. */
function objectIn(schema: JsonSchema, document: Document): JsonSchema {
  if (typeof schema["$ref"] === "string") return objectIn(componentOf(document, schema["$ref"]), document);
  if (schema["properties"] !== undefined) return schema;
  if (schema["items"] !== undefined) return objectIn(asSchema(schema["items"]), document);
  const branches = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(branches)) return {};
  return (
    branches.map((branch) => objectIn(asSchema(branch), document)).find((one) => one["properties"]) ?? {}
  );
}
