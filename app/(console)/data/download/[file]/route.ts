import { data } from "@/app/_text/data";
import { EXPORT_TABLES } from "@/server/archive/tables";
import { refusalOf } from "../../../_data/outcome";
import { signedIn } from "../../../_data/signed-in";
import { type Format, filePages } from "../pages";
import { begin, streamOf } from "../stream";

type Params = { params: Promise<{ file: string }> };

const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;
const DATE_CHARACTERS = "2026-11-21".length;
const UNAVAILABLE = 503;

/** A table, or `all` of them, as a file: `commissions.csv`, `clicks.ndjson`, `all.ndjson`. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { call, place } = await signedIn();
  const asked = namedBy((await params).file);
  if (!asked) return new Response(null, { status: 404 });
  const done = begin();
  if (!done) return new Response(data.busy, { status: UNAVAILABLE });
  const pages = filePages(call, asked);
  try {
    // Refused before the reply begins, while there is still a status to say it with.
    const first = await pages.next();
    const day = new Date().toISOString().slice(0, DATE_CHARACTERS);
    const name = `${place.brandSlug}-${asked.table}-${day}.${asked.format}`;
    return new Response(streamOf(first, pages, done), {
      headers: {
        "content-type": TYPES[asked.format],
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    done();
    const { status, message } = refusalOf(error);
    return new Response(message, { status });
  }
}

function namedBy(file: string): { table: (typeof EXPORT_TABLES)[number] | "all"; format: Format } | null {
  const [name, format, more] = file.split(".");
  if (more !== undefined || (format !== "csv" && format !== "ndjson")) return null;
  if (name === "all") return format === "ndjson" ? { table: "all", format } : null;
  const table = EXPORT_TABLES.find((one) => one === name);
  return table ? { table, format } : null;
}
