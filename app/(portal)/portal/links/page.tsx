import type { Metadata } from "next";
import { portal } from "@/app/_text/portal/portal";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Pager } from "@/app/_ui/table/pager";
import { Badge } from "@/app/_ui/value/badge";
import { LinkCard } from "./link-card";
import { loadLinks, PATH } from "./load";
import { MakeLink } from "./make";

const { links: text } = portal;

export const metadata: Metadata = { title: text.title };

export default async function LinksPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { links, next, coupons, programs } = await loadLinks(search);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <MakeLink programs={programs} />
      {links.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <>
          <ul className="flex flex-col gap-3">
            {links.map((link) => (
              <LinkCard key={link.id} of={link} />
            ))}
          </ul>
          <p className="mt-3 text-sm text-ink-soft">{text.subId}</p>
        </>
      )}
      <Pager path={PATH} search={search} next={next} />
      {coupons.length === 0 ? null : (
        <Panel title={text.coupons} lead={text.couponsLead} className="mt-6">
          <ul className="flex flex-col gap-2">
            {coupons.map(({ id, code, status, program }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 text-sm">
                <code className="font-mono font-medium">{code}</code>
                <CopyButton text={code} />
                <span className="text-ink-soft">{program?.name}</span>
                {status === "paused" ? <Badge tone="faint">{text.paused}</Badge> : null}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
