import type { Metadata } from "next";
import { demo } from "@/app/_text/public/demo";
import { Trace } from "@/app/_trace/trace";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Frame } from "@/app/_ui/page/frame";
import { Recent } from "./_choose/recent";
import { Stories } from "./_choose/stories";
import { loadDemo } from "./load";
import { commissionIn, type Search } from "./search";

export const metadata: Metadata = { title: demo.title };
export const dynamic = "force-dynamic";

export default async function DemoPage({ searchParams }: { searchParams: Search }) {
  const shown = await loadDemo(await commissionIn(searchParams));
  if (!shown) return <NothingLoaded />;
  const { program, trace, stories, recent } = shown;
  const chosen = trace?.commission.id ?? null;
  return (
    <Frame here="/demo">
      <div className="pt-8 pb-20">
        <Stories stories={stories} chosen={chosen} />
        <div className="mt-12">
          {trace ? <Trace trace={trace} timeZone={program.timeZone} /> : <Missing />}
        </div>
        <Recent recent={recent} chosen={chosen} timeZone={program.timeZone} />
      </div>
    </Frame>
  );
}

function Missing() {
  return (
    <div className="max-w-xl">
      <h1 className="text-3xl font-semibold tracking-tight">{demo.missing.title}</h1>
      <p className="mt-4 text-ink-soft">{demo.missing.body}</p>
    </div>
  );
}

function NothingLoaded() {
  return (
    <Frame here="/demo">
      <div className="max-w-xl py-24">
        <h1 className="text-3xl font-semibold tracking-tight">{demo.empty.title}</h1>
        <p className="mt-4 leading-relaxed text-ink-soft">{demo.empty.body}</p>
        <p className="mt-8 text-ink-soft">{demo.empty.how}</p>
        <p className="mt-3 flex max-w-sm items-center justify-between gap-3 rounded-lg bg-sunken py-2 pr-2 pl-3.5">
          <code className="font-mono text-sm">{demo.empty.command}</code>
          <CopyButton text={demo.empty.command} />
        </p>
      </div>
    </Frame>
  );
}
