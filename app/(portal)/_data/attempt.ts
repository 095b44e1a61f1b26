import { revalidatePath } from "next/cache";
import { inWords } from "@/app/_ui/form/in-words";
import type { Told } from "@/app/_ui/form/told";
import { AppError } from "@/server/platform/errors";
import { type Partner, signedIn } from "./signed-in";

type Done = string | { text: string; secret: string };

/** Runs an act as the partner who is signed in, and tells what came of it: a refusal is told in its own words. */
export async function attempt(work: (partner: Partner) => Promise<Done>): Promise<Told> {
  const partner = await signedIn();
  try {
    const done = await work(partner);
    revalidatePath("/portal", "layout");
    return typeof done === "string" ? { kind: "done", text: done } : { kind: "done", ...done };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof AppError) return { kind: "error", text: inWords(cause) };
    throw error;
  }
}
