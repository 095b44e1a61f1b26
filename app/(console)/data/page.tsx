import { Download } from "lucide-react";
import type { Metadata } from "next";
import { data } from "@/app/_text/console/data";
import { ButtonLink } from "@/app/_ui/form/button";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { EXPORT_FORMATS, type ExportFormat, WHOLE_FORMATS } from "@/server/archive/file/export-file";
import { EXPORT_TABLES, type ExportTable } from "@/server/archive/tables";
import { signedIn } from "../_data/signed-in";
import { DataPlaces } from "./_parts/places";

const { export: text } = data;
export const metadata: Metadata = { title: data.title };

export default async function ExportPage() {
  await signedIn();
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DataPlaces />
      <Panel
        title={text.all.title}
        lead={text.all.lead}
        className="mb-6"
        aside={
          <span className="flex flex-wrap gap-2">
            {WHOLE_FORMATS.map((format) => (
              <ButtonLink
                key={format}
                look={format === "json" ? "primary" : "plain"}
                href={`/data/download/all.${format}`}
                aria-label={text.save(text.all.name, nameOf(format))}
                prefetch={false}
                download
              >
                <Download className="size-4" aria-hidden="true" />
                {nameOf(format)}
              </ButtonLink>
            ))}
          </span>
        }
      >
        <a href="/docs/api#exportTable" className="text-link text-sm">
          {text.api}
        </a>
      </Panel>
      <div className="card overflow-x-auto">
        <table aria-label={text.title} className="w-full border-collapse text-left text-sm">
          <thead>
            <tr className="border-b border-line text-[0.8125rem] text-ink-soft">
              <th scope="col" className="px-4 py-2.5 font-medium">
                {text.columns.table}
              </th>
              <th scope="col" className="hidden px-4 py-2.5 font-medium sm:table-cell">
                {text.columns.holds}
              </th>
              <th scope="col" className="px-4 py-2.5 font-medium">
                {text.columns.files}
              </th>
            </tr>
          </thead>
          <tbody>
            {EXPORT_TABLES.map((table) => (
              <TableRow key={table} table={table} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function TableRow({ table }: { table: ExportTable }) {
  const [name, holds] = text.tables[table];
  return (
    <tr className="border-b border-line last:border-0 hover:bg-sunken/70">
      <th scope="row" className="px-4 py-2.5 font-medium">
        {name}
      </th>
      <td className="hidden px-4 py-2.5 text-ink-soft sm:table-cell">{holds}</td>
      <td className="px-4 py-2.5">
        {EXPORT_FORMATS.map((format) => (
          <a
            key={format}
            href={`/data/download/${table}.${format}`}
            aria-label={text.save(name, nameOf(format))}
            download
            className="mr-4 inline-block py-1 text-link last:mr-0"
          >
            {nameOf(format)}
          </a>
        ))}
      </td>
    </tr>
  );
}

/** Formats are known by their initials. */
function nameOf(format: ExportFormat): string {
  return format.toUpperCase();
}
