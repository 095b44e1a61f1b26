"use server";

import { redirect } from "next/navigation";

/** Puts the ticked columns into the page's address. */
export async function chooseColumns(form: FormData): Promise<void> {
  const path = textOf(form.get("path"));
  const params = new URLSearchParams(textOf(form.get("query")));
  params.set("columns", form.getAll("shown").map(textOf).join("."));
  // A path of ours alone: a form's field may say anything.
  redirect(`${/^\/[a-z]/.test(path) ? path : "/"}?${params}`);
}

/** A field that is a file says nothing. */
function textOf(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
