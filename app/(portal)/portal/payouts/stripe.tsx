import { portal } from "@/app/_text/portal/portal";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Select } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Notice } from "@/app/_ui/page/notice";
import { Panel } from "@/app/_ui/page/panel";
import { setUpStripe } from "./acts";
import { COUNTRIES } from "./countries";
import type { Payouts } from "./load";

const { how: text } = portal.payouts;

/** How far the partner is with Stripe, and what is left to do. Shown where Stripe pays them, or could. */
export function StripeAccount({ method: { rail, choices }, connect }: Pick<Payouts, "method" | "connect">) {
  if (rail !== "auto" && rail !== "stripe_connect" && !choices.includes("stripe_connect")) return null;
  const asks = connect.mode !== "none" && connect.stage !== "ready";
  return (
    <Panel title={text.stripe} className="mb-6">
      <p className="text-sm">{connect.mode === "none" ? text.absent : text.stages[connect.stage]}</p>
      {asks && connect.stage !== "none" ? <Blockers of={connect} /> : null}
      {asks && connect.stage !== "rejected" ? (
        <ActionForm action={setUpStripe} className="mt-4 flex max-w-xs flex-col items-start gap-4">
          {connect.country === null ? (
            <Field label={text.country} hint={text.countryHint}>
              <Select name="country" required defaultValue="" autoComplete="country">
                <option value="" disabled>
                  {text.chooseCountry}
                </option>
                {COUNTRIES.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          ) : null}
          <Submit>{connect.stage === "none" ? text.begin : text.goOn}</Submit>
        </ActionForm>
      ) : null}
    </Panel>
  );
}

/** What Stripe still wants, in words, and what to do about it. */
function Blockers({ of: { blockers, wayOut } }: { of: Payouts["connect"] }) {
  return (
    <Notice kind="note" className="mt-4">
      <ul className="list-disc pl-5">
        {blockers.map((blocker) => (
          <li key={blocker}>{blocker}</li>
        ))}
      </ul>
      {wayOut === null ? null : <p className="mt-2 text-ink">{wayOut}</p>}
    </Notice>
  );
}
