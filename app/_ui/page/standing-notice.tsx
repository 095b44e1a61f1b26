import Link from "next/link";
import type { ReactNode } from "react";

const LOOKS = {
  derived: "bg-derived-wash text-derived",
  negative: "bg-negative-wash text-negative",
} as const;

type Props = {
  tone: keyof typeof LOOKS;
  /** Where something can be done about it. */
  way?: { href: string; name: string };
  children: ReactNode;
};

/** What holds for the whole brand, said above each of its pages for as long as it holds. */
export function StandingNotice({ tone, way, children }: Props) {
  return (
    <p role="note" className={`mb-6 flex flex-wrap gap-x-3 rounded-lg px-4 py-2.5 text-sm ${LOOKS[tone]}`}>
      {children}
      {way ? (
        <Link href={way.href} className="font-medium underline underline-offset-3">
          {way.name}
        </Link>
      ) : null}
    </p>
  );
}
