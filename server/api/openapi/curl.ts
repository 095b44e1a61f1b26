import { type Document, type DocumentedOperation, jsonOf } from "./document";
import { exampleOf } from "./example";

/** A request to paste into a shell. The key comes from the environment, so that it stays out of the history. */
export function curlOf(
  document: Document,
  method: string,
  path: string,
  operation: DocumentedOperation,
): string {
  const base = document.servers[0]?.url ?? "";
  const url = `${base}${path.replace(/\{(\w+)\}/g, "$$$1")}`;
  const body = jsonOf(operation.requestBody);
  const lines = [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}"${url}"`,
    ...(operation.security.length > 0 ? [`-H "Authorization: Bearer $OPENPARTNER_KEY"`] : []),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d '${shown(exampleOf(body, document))}'`] : []),
  ];
  return lines.join(" \\\n  ");
}

/** JSON over several lines, and safe between the shell's single quotes. */
function shown(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll("'", "'\\''").replaceAll("\n", "\n  ");
}
