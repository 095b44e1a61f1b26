import type { Metadata } from "next";
import { portal } from "@/app/_text/portal/portal";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Bulk } from "@/app/_ui/table/bulk/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { walk } from "@/app/_ui/table/walk";
import { payoutPlan } from "../../_data/signed-in";
import { effectOfPausing, effectOfResuming, pauseSome, resumeSome } from "./bulk-acts";
import { linkColumns } from "./columns";
import { Coupons } from "./coupons";
import { loadLinks, PATH } from "./load";
import { MakeLink } from "./make";
import { LinkSheet } from "./sheet";

const { links: text } = portal;
const BULK = "links";

export const metadata: Metadata = { title: text.title };

export default async function LinksPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchOf(searchParams);
  const [{ links, next, coupons, programs, active }, { timeZone }] = await Promise.all([
    loadLinks(search),
    payoutPlan(),
  ]);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <MakeLink programs={active} />
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={linkColumns(search, timeZone)}
        rows={links}
        keyOf={(row) => row.id}
        next={next}
        file="links"
        filters={filtersFor(programs)}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
        select={{ form: BULK, nameOf: (row) => row.code }}
      />
      <Bulk form={BULK} cancel={text.cancel} acts={[RESUME, PAUSE]} />
      <Coupons of={coupons} />
      <LinkSheet {...walk(PATH, search, links)} timeZone={timeZone} />
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};

/** Who is in one program has nothing to choose among. */
function filtersFor(programs: readonly { id: string; name: string }[]): Filter[] {
  if (programs.length < 2) return [STATUS];
  const options = programs.map(({ id, name }) => [id, name] as const);
  return [STATUS, { kind: "choice", name: "programId", label: text.anyProgram, options }];
}

const RESUME = {
  name: text.resume,
  title: text.resumeTitle,
  look: "primary",
  effect: effectOfResuming,
  action: resumeSome,
} as const;
const PAUSE = {
  name: text.pause,
  title: text.pauseTitle,
  look: "danger",
  effect: effectOfPausing,
  action: pauseSome,
} as const;
