import { pictures } from "@/app/_text/console/pictures";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Picture } from "@/app/_ui/page/picture";
import { Badge } from "@/app/_ui/value/badge";
import type { Asset } from "./load";
import { snippetOf } from "./snippet";

const { use: text } = pictures;
const ACT =
  "rounded-md border border-line bg-surface px-2.5 py-1 text-xs font-medium text-ink-soft hover:border-line-strong hover:text-ink";

/** One picture: look at it, save it, take its address or the HTML with the partner's link. */
export function AssetCard({ of, link, brand }: { of: Asset; link: string | null; brand: string }) {
  const html = link === null ? null : snippetOf({ link, picture: of, alt: brand });
  return (
    <Picture of={of}>
      {of.kind === "logo" ? (
        <p>
          <Badge tone="faint">{text.logo}</Badge>
        </p>
      ) : null}
      <div className="mt-auto flex flex-wrap items-center gap-2">
        <a href={`/files/${of.id}`} download={of.name} aria-label={text.downloadOne(of.name)} className={ACT}>
          {text.download}
        </a>
        <CopyButton text={of.url} label={text.address} />
        {html === null ? null : <CopyButton text={html} label={text.html} />}
      </div>
      {html === null ? null : (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer text-[0.8125rem] text-ink-soft hover:text-ink">
            {text.show}
          </summary>
          <code className="mt-2 block font-mono text-xs break-all">{html}</code>
        </details>
      )}
    </Picture>
  );
}
