import { portal } from "@/app/_text/portal/portal";
import { ActionForm } from "@/app/_ui/form/action-form";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Submit } from "@/app/_ui/form/submit";
import { Badge } from "@/app/_ui/value/badge";
import { setLink } from "./acts";
import type { PortalLink } from "./load";
import { QrCode } from "./qr";

const { links: text } = portal;

/** One link: its address to copy, where it leads, its code to print. */
export function LinkCard({ of }: { of: PortalLink }) {
  const { id, url, code, destinationUrl, status, program } = of;
  const paused = status === "paused";
  return (
    <li className="card p-5">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-3">
            <code className="min-w-0 font-mono text-sm font-medium break-all">{url}</code>
            <CopyButton text={url} />
            {paused ? <Badge tone="faint">{text.paused}</Badge> : null}
          </p>
          <p className="mt-1.5 text-sm break-words text-ink-soft">
            {program?.name}
            {" · "}
            {destinationUrl === null ? text.home : text.to(destinationUrl)}
          </p>
        </div>
        <ActionForm action={setLink}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="status" value={paused ? "active" : "paused"} />
          <Submit look="quiet" aria-label={`${paused ? text.resume : text.pause}: ${code}`}>
            {paused ? text.resume : text.pause}
          </Submit>
        </ActionForm>
      </div>
      <details className="mt-3">
        <summary className="w-fit cursor-pointer text-sm text-ink-soft hover:text-ink">{text.qr}</summary>
        <div className="mt-3">
          <QrCode url={url} code={code} />
        </div>
      </details>
    </li>
  );
}
