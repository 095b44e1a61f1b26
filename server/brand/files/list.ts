import { type Context, permit, transact } from "@/server/auth/context";
import { type FileKind, loadFiles, type StoredFile } from "./store";

export type { FileKind, StoredFile } from "./store";

/** The brand's pictures, newest first. They are for partners, too. */
export function listFiles(ctx: Context, kind: FileKind | null): Promise<StoredFile[]> {
  permit(ctx.actor, "programs:read");
  return transact(ctx, (tx) => loadFiles(tx, kind));
}
