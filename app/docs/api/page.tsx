import type { Metadata } from "next";
import { reference } from "@/app/_text/api-reference";
import { Frame } from "@/app/_ui/frame";
import { openApiDocument } from "@/server/api/openapi/document";
import { INTRODUCTION } from "@/server/api/openapi/words";
import { operations } from "@/server/api/rest/routes";
import { sharedServer } from "@/server/api/services";
import { Contents } from "./_parts/contents";
import { groupsOf } from "./_parts/groups";
import { Operation } from "./_parts/operation";
import { Prose } from "./_parts/prose";

export const metadata: Metadata = { title: reference.title, description: reference.lead };
/** The examples carry this server's own address, which is known when it runs. */
export const dynamic = "force-dynamic";

export default async function ApiReferencePage() {
  const { services } = await sharedServer();
  const document = openApiDocument(operations, services.appUrl);
  const groups = groupsOf(document);
  return (
    <Frame>
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-10">
        <Contents groups={groups} />
        <div className="min-w-0">
          <Introduction base={document.servers[0]?.url ?? ""} />
          {groups.map(({ tag, anchor, entries }) => (
            <section key={tag} id={anchor} aria-labelledby={`${anchor}-title`} className="pt-8">
              <h2 id={`${anchor}-title`} className="pb-6 text-2xl font-semibold tracking-tight">
                {tag}
              </h2>
              {entries.map((entry) => (
                <Operation key={entry.operation.operationId} document={document} entry={entry} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Frame>
  );
}

function Introduction({ base }: { base: string }) {
  return (
    <header className="py-10">
      <h1 className="text-4xl font-semibold tracking-tight">{reference.title}</h1>
      <p className="mt-4 max-w-2xl text-lg text-ink-soft">{reference.lead}</p>
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2">
        <a href={`${base}/openapi.json`} className="text-link">
          {reference.document}
        </a>
        <span className="text-ink-soft">
          {reference.base} <code className="font-mono text-sm wrap-anywhere text-ink">{base}</code>
        </span>
      </p>
      <section aria-labelledby="conventions" className="card mt-8 max-w-3xl space-y-4 px-6 py-5">
        <h2 id="conventions" className="font-semibold">
          {reference.conventions}
        </h2>
        <Prose text={INTRODUCTION} className="text-ink-soft" />
      </section>
    </header>
  );
}
