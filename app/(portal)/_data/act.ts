"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { goTo } from "@/server/auth/session/go-to";
import { signedIn } from "./signed-in";

/** Switches to another brand, or to another roster. */
export async function switchPlace(place: { brandId: string; partnerId: string | null }): Promise<void> {
  const { ctx, viewer } = await signedIn();
  await goTo(ctx.services, viewer, place);
  revalidatePath("/", "layout");
  // Not `/home`, which is no page: a form's redirect leads to pages alone.
  redirect(place.partnerId === null ? "/overview" : "/portal");
}
