import Link from "next/link";
import type { ReactNode } from "react";
import { statement as text } from "@/app/_text/public/statement";
import { PrintButton } from "@/app/_ui/form/print-button";
import { BrandMark } from "@/app/_ui/page/brand-mark";
import { Notice } from "@/app/_ui/page/notice";
import { brandLogo } from "../_data/signed-in";

type Props = {
  title: string;
  lead: ReactNode;
  sandbox: boolean;
  brand: { name: string; supportEmail: string | null };
  partnerName: string;
  children: ReactNode;
};

/** A sheet of paper: who it is from, to whom, and what it says. Printed, nothing but the sheet is left. */
export async function Document({ title, lead, sandbox, brand, partnerName, children }: Props) {
  const logo = await brandLogo();
  return (
    <main className="mx-auto max-w-3xl px-4 py-6 sm:px-8 sm:py-12 print:max-w-none print:p-0">
      <p className="mb-4 text-sm print:hidden">
        <Link href="/portal/payouts" className="text-ink-soft hover:text-ink">
          <span aria-hidden="true">← </span>
          {text.back}
        </Link>
      </p>
      {sandbox ? (
        <Notice kind="note" className="mb-4">
          {text.sandbox}
        </Notice>
      ) : null}
      <article className="card p-5 sm:p-10 print:border-0 print:p-0">
        <header className="flex flex-wrap items-start justify-between gap-4">
          <div>
            {logo === null ? null : (
              <div className="mb-4">
                <BrandMark name={brand.name} logo={logo} />
              </div>
            )}
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            <p className="mt-1 text-ink-soft">{lead}</p>
          </div>
          <PrintButton>{text.print}</PrintButton>
        </header>
        <dl className="mt-8 grid gap-6 text-sm sm:grid-cols-3 print:grid-cols-3">
          <Party name={text.from}>{brand.name}</Party>
          <Party name={text.to}>{partnerName}</Party>
          {brand.supportEmail === null ? null : <Party name={text.questions}>{brand.supportEmail}</Party>}
        </dl>
        {children}
      </article>
    </main>
  );
}

function Party({ name, children }: { name: string; children: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-faint">{name}</dt>
      <dd className="mt-0.5 font-medium break-words">{children}</dd>
    </div>
  );
}
