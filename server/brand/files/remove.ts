import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { removeFile } from "./store";

/** Takes a picture away. Browsers that have it keep it; its address answers 404. */
export function deleteFile(ctx: Context, id: Id): Promise<void> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const file = found(await removeFile(tx, id, now()), "file_not_found", `There is no file "${id}".`);
    await note(tx, ctx.actor, { area: "settings", kind: `${file.kind}_removed`, about: file.name });
  });
}
