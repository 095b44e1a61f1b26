import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInAgain } from "@/app/home/sign-in-again";
import { sharedServer } from "@/server/api/services";
import { callerFor, type SignedIn } from "@/server/api/trpc/caller-for";
import type { Context } from "@/server/auth/context";
import { actorOf, type Place } from "@/server/auth/session/viewer";
import { nextPayout } from "@/server/payout/planning/next-payout";

export type Partner = SignedIn & { place: Extract<Place, { kind: "partner" }>; ctx: Context };

const MOST_PROGRAMS = 100;

/**
 * The partner who asks for a page, and the procedures as they may call them: what is not theirs, the procedures do not find.
 * Members of a brand are sent to its console. Looked up once for each request.
 */
export const signedIn = cache(async (): Promise<Partner> => {
  const { services } = await sharedServer();
  const found = await callerFor(services, (await headers()).get("cookie") ?? undefined);
  const actor = found && actorOf(found.viewer);
  if (!found || !actor) return signInAgain();
  const place = found.viewer.current;
  if (place?.kind !== "partner") redirect("/overview");
  return { ...found, place, ctx: { services, actor } };
});

/** When payouts are planned, and the time zone in which the brand counts days. */
export const payoutPlan = cache(async () => nextPayout((await signedIn()).ctx));

/** The programs the partner is in. */
export const programs = cache(
  async () => (await (await signedIn()).call.programs.listPrograms({ limit: MOST_PROGRAMS })).data,
);

/** The brand's logo; null where it has none. */
export const brandLogo = cache(
  async () => (await (await signedIn()).call.files.listFiles({ kind: "logo" })).data[0] ?? null,
);
