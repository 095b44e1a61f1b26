import { partners } from "@/app/_text/console/partners";
import { Badge } from "@/app/_ui/value/badge";

type Props = { status: "active" | "revoked"; why?: string };

export function PartnerStatus({ status, why }: Props) {
  return (
    <Badge tone={status === "active" ? "ledger" : "negative"} {...(why ? { why } : {})}>
      {partners.status[status]}
    </Badge>
  );
}
