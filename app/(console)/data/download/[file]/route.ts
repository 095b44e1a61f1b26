import { FileReply, streamOf } from "@/server/api/rest/file";
import { EXPORT_FORMATS, exportFile, type Wanted } from "@/server/archive/file/export-file";
import { EXPORT_TABLES } from "@/server/archive/tables";
import { refusalOf } from "../../../_data/outcome";
import { signedIn } from "../../../_data/signed-in";

type Params = { params: Promise<{ file: string }> };

/** A table, or `all` of them, as a file: `commissions.csv`, `clicks.ndjson`, `all.ndjson`. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { ctx } = await signedIn();
  const asked = namedBy((await params).file);
  if (!asked) return new Response(null, { status: 404 });
  try {
    const { name, type, parts } = await exportFile(ctx, asked);
    return new Response(streamOf(parts), { headers: new FileReply(name, type, parts).headers });
  } catch (error) {
    const { status, message } = refusalOf(error);
    return new Response(message, { status });
  }
}

function namedBy(file: string): Wanted | null {
  const [name, extension, more] = file.split(".");
  const format = EXPORT_FORMATS.find((one) => one === extension);
  if (!format || more !== undefined) return null;
  if (name === "all") return format === "ndjson" ? { table: "all", format } : null;
  const table = EXPORT_TABLES.find((one) => one === name);
  return table ? { table, format } : null;
}
