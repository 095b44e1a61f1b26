"use client";

import { useState } from "react";
import { pictures } from "@/app/_text/console/pictures";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { ABOVE_HINT, Field, Input } from "@/app/_ui/form/field";
import type { Told } from "@/app/_ui/form/told";
import { tell } from "@/app/_ui/live/toasts";
import { uploadPicture } from "../picture-acts";

const { manage: text } = pictures;
const TAKEN = "image/png,image/jpeg,image/webp,image/gif";

/** Takes a file. One that is too large is refused before it is sent; all else the server says by the file's bytes. */
export function Upload({ kind, maxBytes }: { kind: "logo" | "asset"; maxBytes: number }) {
  const [uploads, setUploads] = useState(0);
  const upload = async (before: Told, form: FormData): Promise<Told> => {
    const file = form.get("file");
    if (file instanceof File && file.size > maxBytes)
      return { kind: "error", text: text.tooLarge(file.size, maxBytes) };
    return uploadPicture(before, form);
  };
  return (
    <ActionForm
      // A new form, with no file in it.
      key={uploads}
      action={upload}
      onDone={(said) => {
        setUploads(uploads + 1);
        tell(said);
      }}
      className="flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="kind" value={kind} />
      <Field label={text.file[kind]} hint={text.hint(maxBytes)} className="w-full sm:w-96">
        <Input name="file" type="file" required accept={TAKEN} className="h-auto cursor-pointer py-1.5" />
      </Field>
      <Button type="submit" look="primary" className={ABOVE_HINT}>
        {text.upload}
      </Button>
    </ActionForm>
  );
}
