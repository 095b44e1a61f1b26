import type { ReactNode } from "react";
import { reference } from "@/app/_text/public/api-reference";
import { curlOf } from "@/server/api/openapi/curl";
import { type Document, type DocumentedOperation, jsonOf } from "@/server/api/openapi/document";
import { asSchema } from "@/server/api/openapi/example";
import { Field, Fields } from "./fields";
import type { Entry } from "./groups";
import { Method } from "./method";
import { Prose } from "./prose";

/** One operation: what it does on the left, a request to paste on the right. */
export function Operation({ document, entry }: { document: Document; entry: Entry }) {
  const { method, path, operation } = entry;
  return (
    <article
      id={operation.operationId}
      aria-labelledby={`${operation.operationId}-title`}
      className="border-t border-line py-10"
    >
      <h3 id={`${operation.operationId}-title`} className="text-xl font-semibold tracking-tight">
        <a href={`#${operation.operationId}`} className="hover:underline">
          {operation.summary}
        </a>
      </h3>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Method name={method} />
        <code className="font-mono text-sm wrap-anywhere">{path}</code>
      </p>
      <div className="mt-4 grid gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="min-w-0 space-y-6">
          {operation.description !== undefined && (
            <Prose text={operation.description} className="text-ink-soft" />
          )}
          <Prose text={accessWords(operation)} className="text-sm text-ink-soft" />
          <Details document={document} operation={operation} />
        </div>
        <pre
          tabIndex={0}
          role="region"
          aria-label={reference.example(operation.summary)}
          className="card min-w-0 self-start overflow-x-auto bg-sunken px-5 py-4 font-mono text-[0.8125rem] leading-6 xl:sticky xl:top-6"
        >
          {curlOf(document, method, path, operation)}
        </pre>
      </div>
    </article>
  );
}

function Details({ document, operation }: { document: Document; operation: DocumentedOperation }) {
  const parameters = operation.parameters.filter((one) => typeof one["name"] === "string");
  const body = jsonOf(operation.requestBody);
  const [status, success] = Object.entries(operation.responses)[0] ?? ["", undefined];
  const reply = jsonOf(success);
  return (
    <>
      {parameters.length > 0 && (
        <Part title={reference.parameters}>
          <dl className="divide-y divide-line">
            {parameters.map((one) => (
              <Field
                key={String(one["name"])}
                name={String(one["name"])}
                schema={{ ...asSchema(one["schema"]), description: one["description"] }}
                required={one["required"] === true}
              />
            ))}
          </dl>
        </Part>
      )}
      {body && (
        <Part title={reference.body}>
          <Fields document={document} schema={body} />
        </Part>
      )}
      <Part title={`${reference.reply} ${status}`} folded>
        {reply ? (
          <Fields document={document} schema={reply} />
        ) : (
          <p className="py-2 text-sm text-ink-soft">{reference.empty}</p>
        )}
      </Part>
      <Part title={reference.errors} folded>
        <Errors operation={operation} />
      </Part>
    </>
  );
}

function Part({ title, folded = false, children }: { title: string; folded?: boolean; children: ReactNode }) {
  return (
    <details open={!folded}>
      <summary className="cursor-pointer py-1 text-sm font-semibold">
        <h4 className="inline">{title}</h4>
      </summary>
      <div className="pt-1">{children}</div>
    </details>
  );
}

const EVERYWHERE = new Set(["401", "500", "503"]);

function Errors({ operation }: { operation: DocumentedOperation }) {
  const errors = Object.entries(operation.responses).filter(
    ([status]) => !status.startsWith("2") && !EVERYWHERE.has(status),
  );
  return (
    <>
      <p className="text-sm text-ink-soft">{reference.errorsLead}</p>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
        {errors.map(([status, response]) => (
          <div key={status} className="contents">
            <dt className="figure font-medium">{status}</dt>
            <dd>
              <Prose text={String(response["description"])} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function accessWords(operation: DocumentedOperation): string {
  if (operation.security.length === 0) return `${reference.everyone}.`;
  const scope = operation["x-required-scope"];
  const schemes = operation.security.map((scheme) => Object.keys(scheme)[0]);
  return [
    `${reference.scope} \`${scope}\`.`,
    ...(schemes.includes("publishableKey") ? [`${reference.publishable}.`] : []),
    ...(schemes.includes(undefined) ? [`${reference.browser}.`] : []),
  ].join(" ");
}
