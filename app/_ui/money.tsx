import { exponentOf } from "@/server/money/currency";
import { formatMinor, minor } from "@/server/money/minor";

/** "1,234.50 USD", with a real minus sign. */
export function moneyText(amount: bigint, currency: string): string {
  const plain = formatMinor(minor(amount), exponentOf(currency));
  const grouped = plain.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => {
    return (sign ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",");
  });
  return `${grouped} ${currency}`;
}

export function Money({ amount, currency }: { amount: bigint; currency: string }) {
  return <span className="figure">{moneyText(amount, currency)}</span>;
}
