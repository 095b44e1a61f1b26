"use server";

import { redirect } from "next/navigation";

/** Puts the ticked columns into the page's address. */
export async function chooseColumns(form: FormData): Promise<void> {
  const path = String(form.get("path"));
  const params = new URLSearchParams(String(form.get("query")));
  params.set("columns", form.getAll("shown").map(String).join("."));
  // A path of ours alone: a form's field may say anything.
  redirect(`${/^\/[a-z]/.test(path) ? path : "/"}?${params}`);
}
