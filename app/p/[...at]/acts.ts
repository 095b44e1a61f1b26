"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { publicProgram } from "@/app/_text/public/program";
import type { Told } from "@/app/_ui/form/told";
import { sharedServer } from "@/server/api/services";
import { webIp } from "@/server/http/visitor/web-ip";
import { applyToProgram } from "@/server/partner/applications/apply";
import { AppError } from "@/server/platform/errors";
import { programAt } from "./load";

const { apply: text } = publicProgram;
const { wrong } = text;
const answers = z.object({
  name: z.string().trim().min(1, wrong.name).max(200, wrong.name),
  email: z.email(wrong.email).max(254, wrong.email),
  website: z.union(
    [z.literal(""), z.url({ protocol: /^https?$/, error: wrong.website }).max(2_000)],
    wrong.website,
  ),
  message: z.string().trim().max(2_000, wrong.message),
});

/** Applies to the program at this path, as anybody may. The answer is the same whether or not the address is known. */
export async function applyHere(path: string, _before: Told, form: FormData): Promise<Told> {
  const found = await programAt(String(path));
  const fields = Object.keys(answers.shape).map((name) => [name, form.get(name) ?? ""]);
  const read = answers.safeParse(Object.fromEntries(fields));
  if (!read.success)
    return { kind: "error", text: read.error.issues.map(({ message }) => message).join(" ") };
  const { website, message, ...who } = read.data;
  const { services } = await sharedServer();
  try {
    if (!found) throw new AppError("signup_closed", text.closed);
    await applyToProgram(
      services,
      found.brandId,
      { ...who, programSlug: found.program.slug, website: website || null, message: message || null },
      webIp(await headers()),
    );
    return { kind: "done", text: text.sent };
  } catch (error) {
    if (error instanceof AppError) return { kind: "error", text: error.message };
    throw error;
  }
}
