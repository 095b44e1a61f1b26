import { after } from "next/server";
import { fromWeb, toWeb } from "@/server/api/rest/wire/web";
import { sharedServer } from "@/server/api/services";
import { takeStripeWebhook } from "@/server/api/webhooks-in/stripe";
import { webIp } from "@/server/http/visitor/web-ip";

/** Stripe's webhooks where the Node entry does not stand before Next and take them at once. */
async function answer(request: Request): Promise<Response> {
  const { api, stripe } = await sharedServer();
  const incoming = fromWeb(request, webIp(request.headers));
  const reply = await takeStripeWebhook(api, incoming, (brandId) => after(() => stripe.wake(brandId)));
  return toWeb(reply, request.method);
}

export const dynamic = "force-dynamic";
export { answer as GET, answer as POST };
