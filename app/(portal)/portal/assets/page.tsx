import type { Metadata } from "next";
import { pictures } from "@/app/_text/console/pictures";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { AssetCard } from "./asset";
import { loadAssets, PATH } from "./load";

const { use: text } = pictures;
export const metadata: Metadata = { title: text.title };

export default async function AssetsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const { brand, some, files, links, link } = await loadAssets(search);
  const filters: Filter[] = [
    { kind: "text", name: "q", label: text.filters.name },
    {
      kind: "choice",
      name: "link",
      label: text.filters.link,
      options: links.map(({ id, code }) => [id, code] as const),
    },
  ];
  return (
    <>
      <PageHeader title={text.title} lead={text.lead(brand)} />
      {some ? <Filters path={PATH} search={search} filters={filters} /> : null}
      {files.length > 0 ? (
        <>
          <Through link={link?.url ?? null} />
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {files.map((file) => (
              <li key={file.id} className="min-w-0">
                <AssetCard of={file} link={link?.url ?? null} brand={brand} />
              </li>
            ))}
          </ul>
        </>
      ) : some ? (
        <Empty title={table.nothing.title} body={table.nothing.body}>
          <ButtonLink href={PATH}>{table.clear}</ButtonLink>
        </Empty>
      ) : (
        <Empty title={text.empty.title} body={text.empty.body}>
          <ButtonLink look="primary" href="/portal/links">
            {text.makeLink}
          </ButtonLink>
        </Empty>
      )}
    </>
  );
}

/** Which link the HTML leads through. */
function Through({ link }: { link: string | null }) {
  if (link !== null) return <p className="mb-4 text-sm break-words text-ink-soft">{text.leads(link)}</p>;
  return (
    <Notice kind="note" className="mb-4 flex flex-wrap items-center justify-between gap-3">
      {text.noLink}
      <ButtonLink href="/portal/links">{text.makeLink}</ButtonLink>
    </Notice>
  );
}
