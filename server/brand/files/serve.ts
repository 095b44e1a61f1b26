import { parseId } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { loadContent } from "./store";

const YEAR_SECONDS = 31_536_000;

/** A file as a browser gets it: as a picture, and as nothing else whatever its bytes may also be. Null where there is none. */
export async function serveFile(database: Database, id: string): Promise<Response | null> {
  const known = parseId(id);
  const file = known && (await loadContent(database, known));
  if (!file) return null;
  return new Response(new Uint8Array(file.content), {
    headers: {
      "content-type": file.mediaType,
      "content-length": String(file.content.length),
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, hex)}`,
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      // Partners show these on their own sites, and mails wherever they are read.
      "cross-origin-resource-policy": "cross-origin",
      // Another picture has another address.
      "cache-control": `public, max-age=${YEAR_SECONDS}, immutable`,
    },
  });
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
