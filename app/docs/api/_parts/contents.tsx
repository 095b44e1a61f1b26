import { reference } from "@/app/_text/public/api-reference";
import type { Group } from "./groups";

/** The way to each operation: beside the text where there is room, folded away above it where there is not. */
export function Contents({ groups }: { groups: Group[] }) {
  return (
    <>
      <nav
        aria-label={reference.contents}
        className="sticky top-0 hidden max-h-dvh self-start overflow-y-auto py-10 pr-4 lg:block"
      >
        <Links groups={groups} />
      </nav>
      <details className="card mt-8 px-5 py-3 lg:hidden">
        <summary className="cursor-pointer font-medium">{reference.contents}</summary>
        <nav aria-label={reference.contents} className="pt-4 pb-2">
          <Links groups={groups} />
        </nav>
      </details>
    </>
  );
}

function Links({ groups }: { groups: Group[] }) {
  return (
    <ul className="space-y-6 text-sm">
      {groups.map(({ tag, anchor, entries }) => (
        <li key={tag}>
          <a href={`#${anchor}`} className="font-semibold hover:text-ledger">
            {tag}
          </a>
          <ul className="mt-2 space-y-1 border-l border-line">
            {entries.map(({ operation }) => (
              <li key={operation.operationId}>
                <a
                  href={`#${operation.operationId}`}
                  className="-ml-px block border-l border-transparent py-0.5 pl-3 text-ink-soft hover:border-ledger hover:text-ink"
                >
                  {operation.summary}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
