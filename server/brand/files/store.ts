import type { MediaType } from "@/db/schema/tenant/file";
import type { Millis } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Database, Tx } from "@/server/platform/postgres/database";

export type FileKind = "logo" | "asset";

/** A file without its content. */
export type StoredFile = {
  id: Id;
  kind: FileKind;
  name: string;
  mediaType: MediaType;
  width: number;
  height: number;
  bytes: number;
  createdAt: Millis;
};

export async function insertFile(
  tx: Tx,
  file: Omit<StoredFile, "bytes">,
  content: Buffer,
  by: string,
): Promise<void> {
  await tx.sql`
    insert into files (brand_id, id, kind, name, media_type, width, height, content, created_at, created_by)
    values (${tx.brandId}, ${file.id}, ${file.kind}, ${file.name}, ${file.mediaType}, ${file.width}, ${file.height},
      ${content}, ${file.createdAt}, ${by})`;
}

/** All of a brand's, or those of one kind, newest first: there are few. */
export async function loadFiles(tx: Tx, kind: FileKind | null): Promise<StoredFile[]> {
  return tx.sql<StoredFile[]>`
    select id, kind, name, media_type as "mediaType", width, height, octet_length(content) as bytes, created_at as "createdAt"
    from files where brand_id = ${tx.brandId} and removed_at is null and (${kind}::text is null or kind = ${kind})
    order by id desc`;
}

/** What was removed; null when there is none. */
export async function removeFile(
  tx: Tx,
  id: Id,
  at: Millis,
): Promise<Pick<StoredFile, "kind" | "name"> | null> {
  const [removed] = await tx.sql<Pick<StoredFile, "kind" | "name">[]>`
    update files set removed_at = ${at} where brand_id = ${tx.brandId} and id = ${id} and removed_at is null
    returning kind, name`;
  return removed ?? null;
}

export async function removeLogo(tx: Tx, at: Millis): Promise<void> {
  await tx.sql`
    update files set removed_at = ${at} where brand_id = ${tx.brandId} and kind = 'logo' and removed_at is null`;
}

/** Two at once would both find that there is room. */
export async function lockFiles(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('files'), hashtext(${tx.brandId}))`;
}

export type Content = { content: Buffer; mediaType: MediaType; name: string };

/** What is shown at a file's address, which names no brand: whoever has it may see it. */
export async function loadContent(database: Database, id: Id): Promise<Content | null> {
  const rows = await database.statementAsSystem(
    "serve a file",
    (sql) => sql<Content[]>`
      select content, media_type as "mediaType", name from files where id = ${id} and removed_at is null`,
  );
  return rows[0] ?? null;
}
