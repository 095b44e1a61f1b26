import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sharedServer } from "@/server/api/services";
import { callerFor, type SignedIn } from "@/server/api/trpc/caller-for";

/**
 * Whoever asks for a document: the partner it is about, or somebody of the brand. Whether it is theirs to see is decided where it
 * is read.
 */
export const reader = cache(async (): Promise<SignedIn> => {
  const { services } = await sharedServer();
  const found = await callerFor(services, (await headers()).get("cookie") ?? undefined);
  if (!found) redirect("/sign-in");
  return found;
});
