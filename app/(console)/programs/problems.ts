import { z } from "zod";
import { terms } from "@/app/_text/console/programs/terms";
import { refusalOf } from "../_data/outcome";

const problems = z.array(z.object({ path: z.string(), reason: z.string() }));

/** What is wrong with terms, each in a sentence that says which line of theirs it is about. */
export function problemLines(wrong: unknown): string[] {
  const told = problems.safeParse(wrong);
  if (told.success) return told.data.map(lineOf);
  const refusal = refusalOf(wrong);
  const detail = problems.safeParse(refusal.detail);
  return detail.success && detail.data.length > 0 ? detail.data.map(lineOf) : [refusal.message];
}

function lineOf({ path, reason }: { path: string; reason: string }): string {
  const line = /rules\.(\d+)/.exec(path)?.[1];
  return line === undefined ? `${reason}.` : terms.example.line(Number(line) + 1, reason);
}
