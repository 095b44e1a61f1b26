import { MACRO_EXAMPLE } from "@/server/webhook/macro-example";
import { expand, templateProblem, urlTemplateProblem } from "@/server/webhook/macros";

export type Template = { url: string; method: "GET" | "POST"; body: string | null };

/** What a template would send for a sale, or what is wrong with it; null where nothing is typed yet. */
export function exampleOf({ url, method, body }: Template): { request: string } | { problem: string } | null {
  if (url.trim() === "") return null;
  const posts = method === "POST";
  const problem = urlTemplateProblem(url.trim()) ?? (posts ? templateProblem(body ?? "") : null);
  if (problem !== null) return { problem };
  const lines = [`${method} ${expand(url.trim(), MACRO_EXAMPLE)}`];
  if (posts) lines.push("content-type: application/x-www-form-urlencoded");
  lines.push(
    `webhook-id: ${MACRO_EXAMPLE.event_id}`,
    `webhook-timestamp: ${MACRO_EXAMPLE.ts}`,
    "webhook-signature: v1,…",
  );
  if (posts) lines.push("", expand((body ?? "").trim(), MACRO_EXAMPLE));
  return { request: lines.join("\n") };
}
