"use server";

import { pictures } from "@/app/_text/console/pictures";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";

const { manage: text } = pictures;
const MAX_NAME_CHARACTERS = 200;

/** Keeps a picture; what it is and whether it can be shown, the verb decides by its bytes. */
export async function uploadPicture(_before: Told, form: FormData): Promise<Told> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return { kind: "error", text: text.choose };
  const content = Buffer.from(await file.arrayBuffer()).toString("base64");
  const kind = form.get("kind") === "logo" ? "logo" : "asset";
  const name = file.name.slice(0, MAX_NAME_CHARACTERS);
  return attempt(async (call) => {
    await call.files.uploadFile({ kind, name, content });
    return text.uploaded;
  });
}

export async function removePicture(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.files.deleteFile({ id: field(form, "id") ?? "" });
    return text.removed;
  });
}
