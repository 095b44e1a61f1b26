import { revalidatePath } from "next/cache";
import { inWords } from "@/app/_ui/form/in-words";
import type { Told } from "@/app/_ui/form/told";
import { refusalOf } from "./outcome";
import { type Member, signedIn } from "./signed-in";

type Done = string | { text: string; secret?: string };

/** Runs an act as the person who is signed in, and tells what came of it: a refusal is told in its own words. */
export async function attempt(work: (call: Member["call"]) => Promise<Done>): Promise<Told> {
  const { call } = await signedIn();
  try {
    const done = await work(call);
    revalidatePath("/", "layout");
    return typeof done === "string" ? { kind: "done", text: done } : { kind: "done", ...done };
  } catch (error) {
    return { kind: "error", text: inWords(refusalOf(error)) };
  }
}

/** A form's field as text, without spaces around it; null when it is empty or not there. */
export function field(form: FormData, name: string): string | null {
  const value = form.get(name);
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? null : text;
}
