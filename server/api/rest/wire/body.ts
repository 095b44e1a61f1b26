import { AppError } from "@/server/platform/errors";

export const DEFAULT_MAX_BODY_BYTES = 1_048_576;

/** Deeper than any request of ours, and shallow enough that checking a value can never exhaust the stack. */
const MAX_JSON_DEPTH = 64;
const JSON_TYPE = /^application\/([\w.+-]+\+)?json\s*(;|$)/i;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The value of a JSON body; an empty body counts as an empty object. */
export function parseBody(body: Uint8Array, contentType: string | undefined): unknown {
  if (body.length === 0) return {};
  if (contentType === undefined || !JSON_TYPE.test(contentType)) {
    throw new AppError(
      "unsupported_media_type",
      `Send JSON with Content-Type: application/json, not "${(contentType ?? "none").slice(0, 80)}".`,
    );
  }
  const text = decoded(body);
  refuseDepth(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("invalid_body", `The body is no valid JSON: ${reason.slice(0, 200)}.`);
  }
}

export function tooLarge(limitBytes: number): AppError {
  return new AppError("body_too_large", `The body is larger than ${limitBytes.toLocaleString("en")} bytes.`);
}

function decoded(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new AppError("invalid_body", "The body is no valid JSON: it is not UTF-8.");
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isOpening = (character: number): boolean => character === 0x5b || character === 0x7b;
const isClosing = (character: number): boolean => character === 0x5d || character === 0x7d;

/** Counts open brackets outside of strings, before anything recursive sees the value. */
function refuseDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (inString) {
      if (character === BACKSLASH) index++;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) inString = true;
    else if (isClosing(character)) depth--;
    else if (isOpening(character) && ++depth > MAX_JSON_DEPTH) {
      throw new AppError("invalid_body", `The body is nested more than ${MAX_JSON_DEPTH} levels deep.`);
    }
  }
}
