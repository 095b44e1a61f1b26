import { sharedServer } from "@/server/api/services";
import { refuseForeignPage } from "@/server/auth/session/of-request";
import { isDemoOpen, signInToDemo } from "@/server/demo/sign-in";
import { AppError } from "@/server/platform/errors";

/** Signs in as one of the demonstration's people, with one click. Its form names `as`: admin or partner. */
export async function POST(request: Request): Promise<Response> {
  const { services, api } = await sharedServer();
  try {
    refuseForeignPage(services.appUrl, (name) => request.headers.get(name) ?? undefined);
    const brandId = isDemoOpen() ? await api.gate.homeBrand() : null;
    if (!brandId) throw new AppError("not_found", "There is no demonstration here.");
    const as = (await request.formData()).get("as") === "partner" ? "partner" : "admin";
    const cookie = await signInToDemo(services, brandId, as);
    return new Response(null, { status: 303, headers: { location: "/home", "set-cookie": cookie } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ error: error.code, message: error.message }, { status: error.status });
  }
}

export const dynamic = "force-dynamic";
