import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { credit } from "@/app/_text/console/credit";
import { events as text } from "@/app/_text/console/events";
import { Attribution } from "@/app/_trace/attribution";
import { Clicks } from "@/app/_trace/clicks";
import { Entries } from "@/app/_trace/entries";
import { Event } from "@/app/_trace/event";
import { Identity } from "@/app/_trace/identity";
import { TimeMap } from "@/app/_trace/time-map";
import { ButtonLink } from "@/app/_ui/form/button";
import { WayBack } from "@/app/_ui/page/way-back";
import { parseId } from "@/server/platform/ids";
import { traceEvent } from "@/server/report/history/trace";
import { brandSettings } from "../../_data/brand";
import { orNotFound } from "../../_data/outcome";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { ByHand } from "./_parts/by-hand";
import { Verdict } from "./_parts/verdict";

export const metadata: Metadata = { title: text.explain };

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const member = await signedIn();
  const [trace, { timeZone }] = await Promise.all([orNotFound(traceEvent(member.ctx, id)), brandSettings()]);
  const { outcome, entries, byHand } = trace.explanation;
  const writes = mayWrite(member);
  return (
    <>
      <WayBack href="/events" name={text.title}>
        {writes && outcome.status !== "not_attributable" ? (
          <ButtonLink href={`/events/${id}/credit`}>{credit.title}</ButtonLink>
        ) : null}
      </WayBack>
      <Verdict trace={trace} timeZone={timeZone} />
      {byHand ? <ByHand id={id} credit={byHand} timeZone={timeZone} writes={writes} /> : null}
      <TimeMap trace={trace} timeZone={timeZone} />
      <ol className="mt-10">
        <Clicks trace={trace} timeZone={timeZone} />
        <Identity trace={trace} timeZone={timeZone} />
        <Event trace={trace} timeZone={timeZone} />
        {outcome.status === "attributed" ? <Attribution trace={trace} /> : null}
        {entries.length > 0 ? <Entries trace={trace} timeZone={timeZone} /> : null}
      </ol>
    </>
  );
}
