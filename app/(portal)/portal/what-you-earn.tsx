import { terms as words } from "@/app/_text/console/programs/terms";
import { portal } from "@/app/_text/portal/portal";
import { Panel } from "@/app/_ui/page/panel";
import { dateText } from "@/app/_ui/value/moment";
import { RuleWords } from "@/app/(console)/programs/_parts/terms-words";
import { now } from "@/server/platform/clock";
import type { Earnings } from "./load";

const { terms: text } = portal.earnings;

/** What each program pays this partner, as the sentence that it is. */
export function WhatYouEarn({ of }: { of: Earnings["programs"] }) {
  if (of.length === 0) return null;
  return (
    <Panel title={text.title} lead={text.lead}>
      <ul className="flex flex-col gap-5">
        {of.map((program) => (
          <li key={program.id} className="min-w-0 text-sm">
            <h3 className="font-medium break-words">
              {program.name} <Standing of={program} />
            </h3>
            <Sentence of={program.terms} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What keeps a program from paying, now or from a day on. */
function Standing({ of: { status, endsAt, timeZone } }: { of: Earnings["programs"][number] }) {
  const end = endsAt === null ? null : Date.parse(endsAt);
  const words =
    end !== null && end <= now()
      ? text.ended(dateText(end, timeZone))
      : status === "paused"
        ? text.paused
        : end !== null
          ? text.until(dateText(end, timeZone))
          : null;
  return words === null ? null : <span className="font-normal text-ink-soft">({words})</span>;
}

function Sentence({ of }: { of: Earnings["programs"][number]["terms"] }) {
  const last = of.rules.length - 1;
  return (
    <>
      <p className="mt-1">
        {of.rules.map((rule, index) => (
          <span key={rule.id} className="block">
            {index === 0 ? text.earn : words.and} <RuleWords rule={rule} />
            {index === last ? "." : ","}
          </span>
        ))}
      </p>
      <p className="mt-1 text-ink-soft">
        {text.credit(words.models[of.attributionModel], of.attributionWindowDays)}{" "}
        {text.held(of.holdbackDays)}
      </p>
    </>
  );
}
