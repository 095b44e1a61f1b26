import { portal } from "@/app/_text/portal/portal";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import type { PortalCoupon } from "./load";

const { links: text } = portal;

/** The partner's coupon codes. Brands make them, so there is nothing to do here but to copy one. */
export function Coupons({ of }: { of: readonly PortalCoupon[] }) {
  if (of.length === 0) return null;
  return (
    <Panel title={text.coupons} lead={text.couponsLead} className="mt-6">
      <ul className="flex flex-col gap-2">
        {of.map(({ id, code, status, program }) => (
          <li key={id} className="flex flex-wrap items-center gap-3 text-sm">
            <code className="font-mono font-medium">{code}</code>
            <CopyButton text={code} />
            <span className="text-ink-soft">{program?.name}</span>
            {status === "paused" ? <Badge tone="faint">{text.status.paused}</Badge> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
