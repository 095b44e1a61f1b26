import { headers } from "next/headers";
import { cache } from "react";
import { signInAgain } from "@/app/home/sign-in-again";
import { sharedServer } from "@/server/api/services";
import { callerFor, type SignedIn } from "@/server/api/trpc/caller-for";

/**
 * Whoever asks for a document: the partner it is about, or somebody of the brand. Whether it is theirs to see is decided where it
 * is read.
 */
export const reader = cache(async (): Promise<SignedIn> => {
  const { services } = await sharedServer();
  const found = await callerFor(services, (await headers()).get("cookie") ?? undefined);
  if (!found) return signInAgain();
  return found;
});

/** The logo of the brand that the reader is with; null where it has none. */
export const brandLogo = cache(
  async () => (await (await reader()).call.files.listFiles({ kind: "logo" })).data[0] ?? null,
);
