import { portal } from "@/app/_text/portal/portal";
import { ButtonLink } from "@/app/_ui/form/button";
import { Notice } from "@/app/_ui/page/notice";
import { Panel } from "@/app/_ui/page/panel";
import { dateText } from "@/app/_ui/value/moment";
import { moneyText } from "@/app/_ui/value/money";
import { amountText, type WireMoney } from "@/app/_ui/value/wire";
import type { Earnings } from "./load";

const { next: text } = portal.earnings;

/** When something is sent next, and what stands in its way. */
export function NextPayout({ approved, plan, method }: Pick<Earnings, "approved" | "plan" | "method">) {
  return (
    <Panel title={text.title}>
      <p className="text-lg font-semibold">
        {plan.day === null ? text.byHand : text.day(dateText(Date.parse(`${plan.day}T00:00:00Z`), "UTC"))}
      </p>
      {approved.length === 0 ? (
        <p className="mt-1 text-sm text-ink-soft">{text.empty}</p>
      ) : (
        approved.map((sum) => (
          <p key={sum.currency} className="mt-1 text-sm text-ink-soft">
            {readiness(sum, plan)}
          </p>
        ))
      )}
      {method.blocked === null ? null : (
        <Notice kind="note" className="mt-4">
          {/* Where Stripe cannot reach a partner, `auto` is by hand; only a brand that insists on Stripe cannot pay. */}
          {method.rail === "stripe_connect" ? text.blocked : text.byHandMeanwhile}
        </Notice>
      )}
      <ButtonLink href="/portal/payouts#how" className="mt-4">
        {text.settle}
      </ButtonLink>
    </Panel>
  );
}

function readiness(sum: WireMoney, { thresholds }: Earnings["plan"]): string {
  const least = thresholds.get(sum.currency) ?? 0n;
  return BigInt(sum.minor) < least
    ? text.below(amountText(sum), moneyText(least, sum.currency))
    : text.ready(amountText(sum));
}
