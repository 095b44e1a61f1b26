import type { ReactNode } from "react";
import { payouts } from "@/app/_text/console/payouts";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { without } from "@/app/_ui/value/sums";
import { amountText } from "@/app/_ui/value/wire";
import { confirmPayout, failPayout, releasePayout, retryPayout, returnPayout } from "../acts";
import type { PayoutRow } from "../load";
import { PaidOn, Reference } from "./confirmation-fields";

const { acts: text, cancel } = payouts;
type Payout = Pick<PayoutRow, "id" | "status" | "rail" | "amount" | "returned" | "partnerName">;
const PAID: readonly string[] = ["paid", "partially_reversed"];

/** What a person may do with a payout as it stands. What would be refused is not offered. */
export function Choices(payout: Payout) {
  const { status, rail } = payout;
  const byStripe = rail === "stripe_connect";
  const open = status === "planned" || status === "sending";
  return (
    <>
      {(open && !byStripe) || status === "held" ? <MarkPaid {...payout} byStripe={byStripe} /> : null}
      {status === "held" || (status === "sending" && byStripe) ? (
        <Act
          of={payout}
          name={text.retry}
          title={text.retryTitle}
          effect={text.retryEffect}
          action={retryPayout}
        />
      ) : null}
      {status === "held" || status === "planned" ? (
        <Act
          of={payout}
          name={text.release}
          title={text.releaseTitle}
          effect={text.releaseEffect}
          action={releasePayout}
        />
      ) : null}
      {status === "sending" && !byStripe ? (
        <Act of={payout} name={text.fail} title={text.failTitle} effect={text.failEffect} action={failPayout}>
          <Why />
        </Act>
      ) : null}
      {PAID.includes(status) && !byStripe ? <Return {...payout} /> : null}
    </>
  );
}

function MarkPaid({ byStripe, ...payout }: Payout & { byStripe: boolean }) {
  return (
    <Act
      of={payout}
      name={text.confirm}
      title={text.confirmTitle}
      effect={byStripe ? text.transferEffect : text.confirmEffect}
      look="primary"
      action={confirmPayout}
    >
      <Reference hint={byStripe ? text.transferHint : text.referenceHint} />
      {byStripe ? null : <PaidOn />}
    </Act>
  );
}

function Return(payout: Payout) {
  const left = amountText(without(payout.amount, payout.returned));
  return (
    <Act
      of={payout}
      name={text.giveBack}
      title={text.giveBackTitle}
      effect={(partner) => text.giveBackEffect(partner, left)}
      action={returnPayout}
    >
      <Field label={`${text.amount} (${payout.amount.currency})`} className="mb-4">
        <Input name="amount" required inputMode="decimal" autoComplete="off" />
      </Field>
      <Why />
    </Act>
  );
}

function Why() {
  return (
    <Field label={text.reason}>
      <Input name="reason" required maxLength={500} autoComplete="off" />
    </Field>
  );
}

type ActProps = {
  of: Payout;
  name: string;
  title: string;
  effect(partner: string, sum: string): string;
  look?: "primary" | "plain";
  action: Parameters<typeof Confirm>[0]["action"];
  children?: ReactNode;
};

function Act({ of, name, title, effect, look = "plain", action, children }: ActProps) {
  return (
    <Confirm
      name={name}
      title={title}
      effect={effect(of.partnerName, amountText(of.amount))}
      cancel={cancel}
      look={look}
      action={action}
    >
      <input type="hidden" name="id" value={of.id} />
      {children}
    </Confirm>
  );
}
