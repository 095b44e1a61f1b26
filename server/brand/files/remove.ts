import { type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { removeFile } from "./store";

/** Takes a picture away. Browsers that have it keep it; its address answers 404. */
export function deleteFile(ctx: Context, id: Id): Promise<void> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    if (!(await removeFile(tx, id, now()))) throw new AppError("file_not_found", `There is no file "${id}".`);
  });
}
