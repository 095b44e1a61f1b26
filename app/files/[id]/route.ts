import { sharedServer } from "@/server/api/services";
import { serveFile } from "@/server/brand/files/serve";

/** A picture of a brand's, for pages, mails and partners' sites. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { services } = await sharedServer();
  const { id } = await params;
  return (
    (await serveFile(services.database, id)) ?? new Response("There is no such file.\n", { status: 404 })
  );
}

export const dynamic = "force-dynamic";
