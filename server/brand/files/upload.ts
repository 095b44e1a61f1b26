import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { refuseProblems } from "../problems";
import { pictureOf } from "./picture";
import { type FileKind, insertFile, loadFiles, lockFiles, removeLogo, type StoredFile } from "./store";

const BYTES_PER_MB = 1_048_576;
const MAX_BYTES: Readonly<Record<FileKind, number>> = { logo: BYTES_PER_MB, asset: 5 * BYTES_PER_MB };
const MAX_ASSETS = 200;
/** Larger ones are a way to fill a browser's memory with a small file. */
const MAX_SIDE_PIXELS = 10_000;

/**
 * Keeps a picture that the brand shows. What it is, its bytes say and not who sends it; a new logo takes the place of the old.
 * 400 `invalid_body` for what is no picture of a kind we take, or too large; 409 `conflict` where there are very many.
 */
export function uploadFile(
  ctx: Context,
  { kind, name, content }: { kind: FileKind; name: string; content: Buffer },
): Promise<StoredFile> {
  permitBrand(ctx.actor, "programs:write");
  const picture = pictureOf(content);
  refuseProblems(problemsOf(kind, content, picture));
  if (!picture) throw new Error("invariant broken: what is no picture was refused");
  return transact(ctx, async (tx) => {
    await lockFiles(tx);
    if (kind === "logo") await removeLogo(tx, now());
    else if ((await loadFiles(tx, kind)).length >= MAX_ASSETS)
      throw new AppError(
        "conflict",
        `A brand has at most ${MAX_ASSETS} files for partners. Remove one first.`,
      );
    const file = { id: newId(), kind, name, ...picture, createdAt: now() };
    await insertFile(tx, file, content, actorName(ctx.actor));
    return { ...file, bytes: content.length };
  });
}

function problemsOf(kind: FileKind, content: Buffer, picture: ReturnType<typeof pictureOf>) {
  const limit = MAX_BYTES[kind];
  if (content.length > limit)
    return [{ path: "content", reason: `has ${content.length} bytes, and ${limit} are the most for this` }];
  if (!picture) return [{ path: "content", reason: "is no PNG, JPEG, WebP or GIF picture" }];
  if (Math.max(picture.width, picture.height) > MAX_SIDE_PIXELS)
    return [{ path: "content", reason: `is more than ${MAX_SIDE_PIXELS} pixels wide or high` }];
  return [];
}
