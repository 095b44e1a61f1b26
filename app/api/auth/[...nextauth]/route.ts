import { sharedServer } from "@/server/api/services";
import { handleAuth } from "@/server/auth/sign-in/handle";
import { webIp } from "@/server/http/visitor/web-ip";

async function answer(request: Request): Promise<Response> {
  const { services } = await sharedServer();
  return handleAuth(services, request, webIp(request.headers));
}

export const dynamic = "force-dynamic";
export { answer as GET, answer as POST };
