import type { AppError } from "@/server/platform/errors";

const OF_A_BODY = "The body cannot be used: ";
/** A reason that needs to be told of what it speaks. */
const ABOUT_A_FIELD = /^(is|are|has|have|must|may|needs|lies)\b/;
const FIELD_BEFORE = /^[a-zA-Z.]+: (?=["“])/;

/** What a form's reader is told: the API speaks of bodies and the paths in them, of which they know nothing. */
export function inWords({ message, detail }: Pick<AppError, "message" | "detail">): string {
  if (!message.startsWith(OF_A_BODY)) return sentence(message.replace(FIELD_BEFORE, ""));
  const problems = Array.isArray(detail) ? detail.filter(isProblem) : [];
  if (problems.length === 0) return sentence(message.slice(OF_A_BODY.length));
  return problems.map(({ path, reason }) => sentence(`${subject(path, reason)}${reason}`)).join(" ");
}

function subject(path: string, reason: string): string {
  const field = path.split(".").at(-1) ?? "";
  if (!ABOUT_A_FIELD.test(reason) || field === "") return "";
  return `${field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} `;
}

function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}

function isProblem(one: unknown): one is { path: string; reason: string } {
  return (
    typeof one === "object" &&
    one !== null &&
    "path" in one &&
    typeof one.path === "string" &&
    "reason" in one &&
    typeof one.reason === "string"
  );
}
