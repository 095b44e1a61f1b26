import Form from "next/form";
import { publicProgram } from "@/app/_text/public/program";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { Panel } from "@/app/_ui/page/panel";
import type { Search } from "@/app/_ui/table/address";
import { moneyText } from "@/app/_ui/value/money";
import { yearOf } from "@/server/commission/year";
import { exponentOf } from "@/server/money/currency";
import { parseAmount } from "@/server/money/minor";
import { now } from "@/server/platform/clock";
import type { Shown } from "./load";

const { calculator: text } = publicProgram;
const USUAL = { customers: "5", value: "49" };
const CUSTOMERS = /^\d{1,5}$/;
const MAX_CUSTOMERS = 10_000n;

/** What a partner would earn. Its figures are in the address, so it can be sent to somebody, and it works without a script. */
export function Calculator({ of, path, search }: { of: Shown; path: string; search: Search }) {
  const { customers = USUAL.customers, value = USUAL.value } = search;
  return (
    <Panel title={text.title} lead={text.lead}>
      <Form action={path} scroll={false} className="grid items-end gap-4 sm:grid-cols-2">
        <Field label={text.customers}>
          <Input name="customers" inputMode="numeric" required defaultValue={customers} autoComplete="off" />
        </Field>
        <Field label={text.value(of.program.currency)}>
          <Input name="value" inputMode="decimal" required defaultValue={value} autoComplete="off" />
        </Field>
        <Button type="submit" className="justify-self-start">
          {text.show}
        </Button>
      </Form>
      <p className="mt-5 text-sm text-ink-soft">{text.year}</p>
      <p className="mt-1 text-2xl font-semibold tracking-tight text-ledger" role="status">
        {comesTo(of, customers, value)}
      </p>
      <p className="mt-2 text-[0.8125rem] text-ink-soft">{text.how}</p>
    </Panel>
  );
}

function comesTo({ terms, program }: Shown, customers: string, value: string): string {
  const amount = parseAmount(value, exponentOf(program.currency));
  const count = CUSTOMERS.test(customers) ? BigInt(customers) : MAX_CUSTOMERS + 1n;
  if (!amount.ok || count > MAX_CUSTOMERS) return text.wrong;
  const sums = yearOf(terms, program, now(), { customers: count, value: amount.value });
  if (sums.length === 0) return text.none;
  return sums.map((sum) => moneyText(sum.amount, sum.currency)).join(" + ");
}
