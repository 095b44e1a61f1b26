import { exponentOf } from "@/server/money/currency";
import { formatMinor, minor } from "@/server/money/minor";

/** "1,234.50 USD", with a real minus sign. */
export function moneyText(amount: bigint, currency: string): string {
  const grouped = plainAmount(amount, currency).replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => {
    return (sign ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",");
  });
  return `${grouped} ${currency}`;
}

/** Its value is for those who save the table that it stands in. */
export function Money({ amount, currency }: { amount: bigint; currency: string }) {
  return (
    <data value={`${plainAmount(amount, currency)} ${currency}`} className="figure">
      {moneyText(amount, currency)}
    </data>
  );
}

/** "-1234.50" */
function plainAmount(amount: bigint, currency: string): string {
  return formatMinor(minor(amount), exponentOf(currency));
}
