import { dispatch } from "@/server/api/rest/dispatch";
import { fromWeb, toWeb } from "@/server/api/rest/wire/web";
import { sharedServer } from "@/server/api/services";
import { webCountry, webIp } from "@/server/http/visitor/web-ip";

/** The API where the Node entry does not stand before Next and answer it at once. */
async function answer(request: Request): Promise<Response> {
  const { api } = await sharedServer();
  const asked = fromWeb(request, webIp(request.headers), webCountry(request.headers));
  return toWeb(await dispatch(api, asked), request.method);
}

export const dynamic = "force-dynamic";
export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
