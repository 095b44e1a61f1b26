import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { MAX_ASSETS, MAX_FILE_BYTES, MAX_SIDE_PIXELS } from "./limits";
import { type Picture, pictureOf } from "./picture";
import { type FileKind, insertFile, loadFiles, lockFiles, removeLogo, type StoredFile } from "./store";

/**
 * Keeps a picture that the brand shows. What it is, its bytes say and not who sends it; a new logo takes the place of the old.
 * 400 `invalid_body` for what is no picture of a kind we take, or too large; 409 `conflict` where there are very many.
 */
export function uploadFile(
  ctx: Context,
  { kind, name, content }: { kind: FileKind; name: string; content: Buffer },
): Promise<StoredFile> {
  permitBrand(ctx.actor, "programs:write");
  const picture = usable(kind, content);
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
    await note(tx, ctx.actor, { area: "settings", kind: `${kind}_made`, about: name });
    return { ...file, bytes: content.length };
  });
}

/** What picture this is, if it is one that can be shown. */
function usable(kind: FileKind, content: Buffer): Picture {
  const limit = MAX_FILE_BYTES[kind];
  if (content.length > limit)
    throw refused(
      `has ${content.length} bytes, and ${limit} are the most for this`,
      `This file has ${content.length.toLocaleString("en")} bytes; the most is ${limit.toLocaleString("en")}.`,
    );
  const picture = pictureOf(content);
  if (!picture)
    throw refused(
      "is no PNG, JPEG, WebP or GIF picture",
      "This file is no PNG, JPEG, WebP or GIF picture, whatever its name says. An SVG can run scripts, so none is taken.",
    );
  if (Math.max(picture.width, picture.height) > MAX_SIDE_PIXELS)
    throw refused(
      `is more than ${MAX_SIDE_PIXELS} pixels wide or high`,
      `This picture is ${picture.width} × ${picture.height} pixels; no side may be longer than ${MAX_SIDE_PIXELS}.`,
    );
  return picture;
}

function refused(reason: string, sentence: string): AppError {
  return new AppError("invalid_body", sentence, { detail: [{ path: "content", reason }] });
}
