import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { signInAgain } from "@/app/home/sign-in-again";
import { sharedServer } from "@/server/api/services";
import { callerFor, type SignedIn } from "@/server/api/trpc/caller-for";
import type { Context } from "@/server/auth/context";
import { actorOf, type Place } from "@/server/auth/session/viewer";

export type Member = SignedIn & { place: Extract<Place, { kind: "member" }>; ctx: Context };

/**
 * The member of a brand who asks for a page, and the procedures as they may call them. Nobody signed in is sent to sign in; who is
 * a brand's partner at present to their own pages. Looked up once for each request.
 */
export const signedIn = cache(async (): Promise<Member> => {
  const { services } = await sharedServer();
  const found = await callerFor(services, (await headers()).get("cookie") ?? undefined);
  if (!found) return signInAgain();
  const actor = actorOf(found.viewer);
  const place = found.viewer.current;
  if (place?.kind === "partner") redirect("/portal");
  if (!actor || place?.kind !== "member") notFound();
  return { ...found, place, ctx: { services, actor } };
});

/** Whether the member may change things. The verbs decide; this only spares people buttons that would refuse. */
export function mayWrite({ place }: Member): boolean {
  return place.role !== "viewer";
}
