import type { Metadata } from "next";
import Link from "next/link";
import { developers } from "@/app/_text/console/developers";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Refreshing } from "@/app/_ui/live/refreshing";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { addressWith, type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Badge } from "@/app/_ui/value/badge";
import { signedIn } from "../_data/signed-in";
import { DeveloperPlaces } from "./_parts/places";
import { FRAMEWORKS, type Framework, keepSnippet, scriptSnippet, tellSnippet } from "./snippets";

const { install: text } = developers;
export const metadata: Metadata = { title: developers.title };
const PATH = "/developers";

export default async function DevelopersPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, { call, ctx }] = await Promise.all([searchOf(searchParams), signedIn()]);
  const [{ setup }, newest] = await Promise.all([
    call.overview.listTasks(),
    call.eventList.listEvents({ limit: 1 }),
  ]);
  const framework = FRAMEWORKS.find((one) => one === search["framework"]) ?? "script";
  const { appUrl } = ctx.services;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DeveloperPlaces />
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Panel title={text.keep} lead={text.keepLead}>
            <Frameworks chosen={framework} />
            <Code>{keepSnippet(framework, appUrl)}</Code>
          </Panel>
          <Panel title={text.tell} lead={text.tellLead}>
            <Code>{tellSnippet(appUrl)}</Code>
            {framework === "script" ? null : (
              <>
                <h3 className="mt-5 mb-3 text-sm font-medium">{text.page}</h3>
                <Code>{scriptSnippet(appUrl)}</Code>
              </>
            )}
            <p className="mt-4 text-sm">
              <a href="/docs/api" className="text-link">
                {text.reference}
              </a>
            </p>
          </Panel>
        </div>
        <Arrived done={setup} newest={newest.data[0]?.id ?? null} />
      </div>
    </>
  );
}

function Frameworks({ chosen }: { chosen: Framework }) {
  return (
    <nav aria-label={text.choose} className="mb-4 flex flex-wrap gap-1 text-sm">
      {FRAMEWORKS.map((one) => (
        <Link
          key={one}
          href={addressWith(PATH, {}, { framework: one })}
          scroll={false}
          aria-current={one === chosen ? "true" : undefined}
          className="rounded-md px-3 py-1.5 text-ink-soft hover:text-ink aria-[current]:bg-ledger-wash aria-[current]:font-medium aria-[current]:text-ledger"
        >
          {text.frameworks[one]}
        </Link>
      ))}
    </nav>
  );
}

type ArrivedProps = { done: { click: boolean; event: boolean }; newest: string | null };

/** Whether anything arrived yet; it looks again by itself until all has. */
function Arrived({ done, newest }: ArrivedProps) {
  return (
    <Panel title={text.check} lead={done.click && done.event ? undefined : text.checkLead}>
      {done.click && done.event ? null : <Refreshing />}
      <ol aria-live="polite" className="flex flex-col gap-4 text-sm">
        {(["click", "event"] as const).map((step) => (
          <li key={step}>
            <p className="flex items-center justify-between gap-3 font-medium">
              {text.steps[step][0]}
              <Badge tone={done[step] ? "ledger" : "derived"}>
                {done[step] ? text.arrived : text.waiting}
              </Badge>
            </p>
            {done[step] ? null : <p className="mt-0.5 text-ink-soft">{text.steps[step][1]}</p>}
          </li>
        ))}
      </ol>
      {newest ? (
        <p className="mt-4 text-sm">
          <Link href={`/events/${newest}`} className="text-link">
            {text.trace}
          </Link>
        </p>
      ) : null}
    </Panel>
  );
}

function Code({ children }: { children: string }) {
  return (
    <div className="rounded-lg bg-sunken">
      <div className="flex justify-end px-2.5 pt-2.5">
        <CopyButton text={children} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <pre tabIndex={0} className="overflow-x-auto px-4 pt-1 pb-4 font-mono text-xs leading-5">
        {children}
      </pre>
    </div>
  );
}
