import { FileReply, streamOf } from "@/server/api/rest/wire/file";
import { EXPORT_FORMATS, exportFile, type Wanted, WHOLE_FORMATS } from "@/server/archive/file/export-file";
import { EXPORT_TABLES } from "@/server/archive/tables";
import { refusalOf } from "../../../_data/outcome";
import { signedIn } from "../../../_data/signed-in";

type Params = { params: Promise<{ file: string }> };

/** A table, or `all` of them, as a file: `commissions.csv`, `clicks.ndjson`, `all.sql`. */
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
  if (more !== undefined) return null;
  if (name === "all") {
    const format = WHOLE_FORMATS.find((one) => one === extension);
    return format ? { table: "all", format } : null;
  }
  const format = EXPORT_FORMATS.find((one) => one === extension);
  const table = EXPORT_TABLES.find((one) => one === name);
  return format && table ? { table, format } : null;
}
