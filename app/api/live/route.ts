import { newsReply, streamNews } from "@/server/api/live/stream";
import { errorReply } from "@/server/api/rest/errors";
import { sharedServer } from "@/server/api/services";
import { newId } from "@/server/platform/ids";
import { liveRoom } from "@/server/platform/live/room";

/** Tells a page that is open when there is something new for it. */
export async function GET(request: Request): Promise<Response> {
  const { services } = await sharedServer();
  try {
    return newsReply(await streamNews(services, liveRoom(), request));
  } catch (error) {
    const { status, body } = errorReply(error, newId(), services.log);
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  }
}

export const dynamic = "force-dynamic";
