"use server";

// Forms call these. Each runs as the person who is signed in, through the same procedures as the API; Next itself refuses forms of
// other sites' pages.

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { goTo } from "@/server/auth/session/go-to";
import { field } from "./attempt";
import { signedIn } from "./signed-in";

/** Switches to another brand. */
export async function switchPlace(form: FormData): Promise<void> {
  const { ctx, viewer } = await signedIn();
  const partnerId = field(form, "partnerId");
  await goTo(ctx.services, viewer, { brandId: field(form, "brandId") ?? "", partnerId });
  revalidatePath("/", "layout");
  // Not `/home`, which is no page: a form's redirect leads to pages alone.
  redirect(partnerId === null ? "/overview" : "/portal");
}
