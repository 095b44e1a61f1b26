import { portal } from "@/app/_text/portal/portal";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input, Textarea } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { chooseWay } from "./acts";
import type { Payouts } from "./load";

const { how: text } = portal.payouts;
const MAX_INSTRUCTIONS_CHARACTERS = 1_000;
type Method = Payouts["method"];
type Way = Method["rail"];
type Props = Pick<Payouts, "method" | "connect"> & { day: string | null };

/** The ways in which the partner can be paid, with what each needs, and which one is theirs. */
export function HowPaid({ method, connect, day }: Props) {
  const { preference, choices, usual } = method;
  const own = ownOf({ preference, choices, usual });
  const from = day === null ? null : dateText(Date.parse(`${day}T00:00:00Z`), "UTC");
  return (
    <Panel title={text.title} lead={own.length === 0 ? text.only : text.from(from)} className="mb-6">
      <ActionForm action={chooseWay} className="flex flex-col items-start gap-4">
        <div role="radiogroup" aria-label={text.title} className="flex w-full flex-col gap-2">
          <Choice
            value=""
            way={usual}
            name={text.usual(text.rails[usual])}
            method={method}
            connect={connect}
          />
          {own.map((way) => (
            <Choice
              key={way}
              value={way}
              way={way}
              name={text.rails[way]}
              method={method}
              connect={connect}
            />
          ))}
        </div>
        <Submit>{text.change}</Submit>
      </ActionForm>
    </Panel>
  );
}

/** The ways beside the usual one. What the brand has set for this partner is among them, though it may offer it to nobody. */
function ownOf({ preference, choices, usual }: Pick<Method, "preference" | "choices" | "usual">): Way[] {
  const offered: Way[] = choices.filter((one) => one !== usual || one === preference);
  return preference === null || offered.includes(preference) ? offered : [preference, ...offered];
}

type ChoiceProps = Pick<Payouts, "method" | "connect"> & { value: Way | ""; way: Way; name: string };

/** One way; chosen, it unfolds what it needs. */
function Choice({ value, way, name, method, connect }: ChoiceProps) {
  const current = (method.preference ?? "") === value;
  return (
    <div className="group rounded-lg border border-line px-4 py-3 has-checked:border-ledger">
      <label className="flex cursor-pointer items-start gap-3 text-sm">
        <input
          type="radio"
          name="rail"
          value={value}
          defaultChecked={current}
          className="mt-0.5 size-4 shrink-0 accent-ledger"
        />
        <span className="min-w-0">
          <span className="mr-2 font-medium">{name}</span>
          {current ? <Badge tone="ledger">{text.chosen}</Badge> : null}
          <span className="mt-0.5 block text-ink-soft">{text.means[way]}</span>
          <span className="mt-0.5 block text-ink-soft">{missingFor(way, { method, connect })}</span>
        </span>
      </label>
      <div className="mt-3 hidden group-has-checked:block sm:pl-7">
        <Needs value={value} way={way} method={method} />
      </div>
    </div>
  );
}

/** What a way asks for in a form. Stripe asks for itself, and what it cannot reach is sent by hand. */
function Needs({ value, way, method }: { value: Way | ""; way: Way; method: Method }) {
  const suffix = value === "" ? "usual" : value;
  switch (way) {
    case "stripe_connect":
      return null;
    case "paypal_file":
    case "wise_file":
      return (
        <Field label={text.recipient[way]} hint={text.recipientHint} className="max-w-md">
          <Input
            name={`recipient_${suffix}`}
            inputMode="email"
            defaultValue={method.rail === way ? method.recipient : ""}
            autoComplete="email"
            spellCheck={false}
          />
        </Field>
      );
    case "auto":
    case "manual":
      return (
        <Field label={text.instructions[way]} hint={text.instructionsHint} className="max-w-md">
          <Textarea
            name={`instructions_${suffix}`}
            defaultValue={method.instructions ?? ""}
            maxLength={MAX_INSTRUCTIONS_CHARACTERS}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      );
  }
}

function missingFor(way: Way, { method, connect }: Pick<Payouts, "method" | "connect">): string {
  if (way === "manual") return method.instructions === null ? text.missing.instructions : text.missing.none;
  if (way === "paypal_file" || way === "wise_file")
    return way === method.rail && method.recipient !== null ? text.missing.none : text.missing.address;
  if (connect.mode === "none") return text.missing.absent;
  return connect.stage === "ready" ? text.missing.none : text.missing.connect;
}
