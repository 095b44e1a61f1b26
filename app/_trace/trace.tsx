import type { Trace as TraceData } from "@/server/report/history/trace";
import { Attribution } from "./attribution";
import { Clicks } from "./clicks";
import { Entries } from "./entries";
import { Event } from "./event";
import { Identity } from "./identity";
import { Rule } from "./rule";
import { Summary } from "./summary";
import { TimeMap } from "./time-map";

/** One commission, from the first click to the ledger. */
export function Trace({ trace, timeZone }: { trace: TraceData; timeZone: string }) {
  return (
    <>
      <Summary trace={trace} timeZone={timeZone} />
      <TimeMap trace={trace} timeZone={timeZone} />
      <ol>
        <Clicks trace={trace} timeZone={timeZone} />
        <Identity trace={trace} timeZone={timeZone} />
        <Event trace={trace} timeZone={timeZone} />
        <Attribution trace={trace} />
        <Rule trace={trace} timeZone={timeZone} />
        <Entries trace={trace} timeZone={timeZone} chosen={trace.commission.id} />
      </ol>
    </>
  );
}
