import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Notice } from "@/app/_ui/page/notice";
import { Sheet } from "@/app/_ui/page/sheet";
import type { walk } from "@/app/_ui/table/walk";
import { removeDomain, verifyDomain } from "../../domain-acts";
import { type Domain, DomainStatus } from "./columns";

const { domains: text, cancel } = settings;
type Props = ReturnType<typeof walk<Domain>> & { timeZone: string; writes: boolean };

/** One host: how to show that it is the brand's, looking for that, and taking it away. */
export function DomainSheet({ row, previous, next, close, timeZone, writes }: Props) {
  if (!row) return null;
  const about = <input type="hidden" name="id" value={row.id} />;
  return (
    <Sheet title={row.host} previous={previous} next={next} close={close}>
      <p>
        <DomainStatus of={row} timeZone={timeZone} />
      </p>
      {row.status === "verified" && row.fault ? (
        <Notice kind="note" className="mt-4">
          {text.faults[row.fault]}
        </Notice>
      ) : null}
      {row.status === "waiting" ? <Proof of={row} /> : null}
      {writes ? (
        <div className="mt-6 flex flex-wrap items-start gap-2">
          {row.status === "waiting" ? (
            <ActionForm action={verifyDomain}>
              {about}
              <Button type="submit" look="primary">
                {text.verify}
              </Button>
            </ActionForm>
          ) : null}
          <Confirm
            name={text.remove}
            title={text.removeTitle}
            effect={text.removeEffect(row.host)}
            cancel={cancel}
            action={removeDomain}
          >
            {about}
          </Confirm>
        </div>
      ) : null}
    </Sheet>
  );
}

function Proof({ of: { txt, file } }: { of: Domain }) {
  const ways = [
    [text.txt, txt.name, txt.value],
    [text.file, file.url, file.content],
  ] as const;
  return (
    <section aria-label={text.proof} className="mt-6">
      <h3 className="font-semibold">{text.proof}</h3>
      <p className="mt-0.5 text-sm text-ink-soft">{text.proofWhy}</p>
      <dl className="mt-4 grid gap-4 text-sm">
        {ways.map(([name, where, what]) => (
          <div key={name} className="min-w-0">
            <dt className="mb-1 text-ink-soft">{name}</dt>
            {[where, what].map((line) => (
              <dd key={line} className="flex items-start justify-between gap-3 py-1">
                <code className="min-w-0 font-mono text-xs break-all">{line}</code>
                <CopyButton text={line} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}
