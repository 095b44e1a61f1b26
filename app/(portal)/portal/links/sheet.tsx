import { portal } from "@/app/_text/portal/portal";
import { ActionForm } from "@/app/_ui/form/action-form";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Submit } from "@/app/_ui/form/submit";
import { Facts } from "@/app/_ui/page/panel";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { When } from "@/app/_ui/value/wire";
import { setLink } from "./acts";
import { AddressBuilder } from "./builder";
import { LinkStatus } from "./columns";
import type { PortalLink } from "./load";
import { QrCode } from "./qr";

const { links: text } = portal;
const { columns: names } = text;
type Props = ReturnType<typeof walk<PortalLink>> & { timeZone: string };

/** One link: its address to copy, where it leads, its code to print, and a pause. */
export function LinkSheet({ row, previous, next, close, timeZone }: Props) {
  if (!row) return null;
  const { id, url, code, destinationUrl, status, program, clicks, createdAt } = row;
  const paused = status === "paused";
  return (
    <Sheet title={code} previous={previous} next={next} close={close}>
      <p className="mb-5 flex items-start justify-between gap-3">
        <code className="min-w-0 font-mono text-sm break-all">{url}</code>
        <CopyButton text={url} />
      </p>
      <Facts
        of={[
          [names.status, <LinkStatus key="status" of={row} />],
          [names.program, program?.name],
          [names.destination, destinationUrl ?? text.home],
          [names.clicks, clicks.toLocaleString("en-GB")],
          [names.made, <When key="made" at={createdAt} timeZone={timeZone} />],
        ]}
      />
      <div className="mt-6">
        <QrCode url={url} code={code} />
      </div>
      <details className="mt-6 rounded-lg border border-line px-4 py-2.5 text-sm">
        <summary className="cursor-pointer font-medium">{text.builder.title}</summary>
        <AddressBuilder key={id} url={url} placeholder={program?.destinationUrl ?? ""} />
      </details>
      <ActionForm action={setLink} className="mt-6">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="status" value={paused ? "active" : "paused"} />
        <Submit look="plain">{paused ? text.resume : text.pause}</Submit>
      </ActionForm>
    </Sheet>
  );
}
