import type { Metadata } from "next";
import { reference } from "@/app/_text/public/api-reference";
import { Frame } from "@/app/_ui/page/frame";
import { openApiDocument } from "@/server/api/openapi/document";
import { INTRODUCTION } from "@/server/api/openapi/words";
import { operations } from "@/server/api/operations/all";
import { BASE_PATH } from "@/server/api/rest/router";
import { Contents } from "./_parts/contents";
import { groupsOf } from "./_parts/groups";
import { Operation } from "./_parts/operation";
import { Prose } from "./_parts/prose";

export const metadata: Metadata = { title: reference.title, description: reference.lead };

/** The shell fills in the address, so that the document is made once. */
const SERVER = "$OPENPARTNER_URL";
const made = openApiDocument(operations, SERVER);

export default function ApiReferencePage() {
  const groups = groupsOf(made);
  return (
    <Frame>
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10">
        <Contents groups={groups} />
        <div className="min-w-0">
          <Introduction />
          {groups.map(({ tag, anchor, entries }) => (
            <section key={tag} id={anchor} aria-labelledby={`${anchor}-title`} className="pt-8">
              <h2 id={`${anchor}-title`} className="pb-6 text-2xl font-semibold tracking-tight">
                {tag}
              </h2>
              {entries.map((entry) => (
                <Operation key={entry.operation.operationId} document={made} entry={entry} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Frame>
  );
}

function Introduction() {
  return (
    <header className="py-10">
      <h1 className="text-4xl font-semibold tracking-tight">{reference.title}</h1>
      <p className="mt-4 max-w-2xl text-lg text-ink-soft">{reference.lead}</p>
      <p className="mt-6">
        <a href={`${BASE_PATH}/openapi.json`} className="text-link">
          {reference.document}
        </a>
      </p>
      <div className="mt-8 max-w-3xl">
        <Prose text={reference.shell} className="text-ink-soft" />
        <pre
          tabIndex={0}
          role="region"
          aria-label={reference.shellLabel}
          className="card mt-3 overflow-x-auto bg-sunken px-5 py-4 font-mono text-[0.8125rem] leading-6"
        >
          {reference.variables}
        </pre>
      </div>
      <section aria-labelledby="conventions" className="card mt-8 max-w-3xl space-y-4 px-6 py-5">
        <h2 id="conventions" className="font-semibold">
          {reference.conventions}
        </h2>
        <Prose text={INTRODUCTION} className="text-ink-soft" />
      </section>
    </header>
  );
}
