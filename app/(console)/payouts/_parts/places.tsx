import { payouts } from "@/app/_text/console/payouts";
import { SubPages } from "@/app/_ui/page/sub-pages";

const { places: text } = payouts;

/** The pages about payouts. */
export function PayoutPlaces() {
  return (
    <SubPages
      label={text.label}
      pages={[
        { href: "/payouts", name: text.list },
        { href: "/payouts/run", name: text.run },
        { href: "/payouts/files", name: text.files },
        { href: "/payouts/reconciliation", name: text.reconciliation },
      ]}
    />
  );
}
