import { sharedServer } from "@/server/api/services";
import { handleTrpc } from "@/server/api/trpc/handler";
import { webIp } from "@/server/http/visitor/web-ip";

async function answer(request: Request): Promise<Response> {
  const { api } = await sharedServer();
  return handleTrpc(api, request, webIp(request.headers));
}

export const dynamic = "force-dynamic";
export { answer as GET, answer as POST };
