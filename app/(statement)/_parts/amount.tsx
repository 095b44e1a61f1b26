import { Money } from "@/app/_ui/value/money";

/** An amount as the API gives it. */
export function Amount({ of }: { of: { minor: number; currency: string } }) {
  return <Money amount={BigInt(of.minor)} currency={of.currency} />;
}
