"use server";

// Forms call these. Each runs as the person who is signed in, through the same procedures as the API; Next itself refuses forms of
// other sites' pages.

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { goTo } from "@/server/auth/session/go-to";
import { signedIn } from "./signed-in";

/** Switches to another brand. */
export async function switchPlace(form: FormData): Promise<void> {
  const { ctx, viewer } = await signedIn();
  const partnerId = String(form.get("partnerId") ?? "");
  await goTo(ctx.services, viewer, {
    brandId: String(form.get("brandId")),
    partnerId: partnerId === "" ? null : partnerId,
  });
  revalidatePath("/", "layout");
  redirect("/overview");
}
