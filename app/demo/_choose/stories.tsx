import { demo } from "@/app/_text/public/demo";
import type { Demo } from "@/server/demo/shown/show";
import { traceAddress } from "../search";

/** Plain anchors: the page is made on the server, and an address is all there is to choose. */
export function Stories({ stories, chosen }: { stories: Demo["stories"]; chosen: string | null }) {
  return (
    <nav aria-label={demo.stories.label}>
      <ul className="flex flex-wrap gap-2">
        {stories.map(({ key, commissionId }) => (
          <li key={key}>
            <a
              href={traceAddress(commissionId)}
              aria-current={commissionId === chosen ? "page" : undefined}
              className="block rounded-full border border-line bg-surface px-4 py-1.5 text-sm text-ink-soft hover:border-line-strong hover:text-ink aria-[current=page]:border-ledger aria-[current=page]:bg-ledger-wash aria-[current=page]:font-medium aria-[current=page]:text-ledger"
            >
              {demo.stories.titles[key]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
