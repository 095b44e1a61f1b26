"use server";

import { z } from "zod";
import { installText } from "@/app/_text/public/install";
import { field } from "@/app/(console)/_data/attempt";
import { bodyOf } from "@/app/(console)/programs/draft";
import { draftField } from "@/app/(console)/programs/draft-field";
import { problemLines } from "@/app/(console)/programs/problems";
import { termsBody } from "@/server/api/operations/programs/terms-schemas";
import { sharedServer } from "@/server/api/services";
import { install } from "@/server/setup/install";

/** What came of it: the address that the link went to, or what is wrong. */
export type Installed = { sentTo: string } | { problems: string[] } | null;

const { problems: wrong } = installText;
const MAX_NAME = 200;
const name = (missing: string) => z.string(missing).max(MAX_NAME, missing);
const answers = z.object({
  code: z.string(wrong.code),
  name: name(wrong.name),
  email: z.email(wrong.email).max(254, wrong.email),
  brand: name(wrong.brand),
  currency: z.string(),
  timeZone: z.string(),
  program: name(wrong.program),
  destinationUrl: z.string(wrong.destination),
});

/** Sets everything up in one transaction and mails the owner a link. */
export async function installHere(_before: Installed, form: FormData): Promise<Installed> {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (!brandId) return { problems: [wrong.hosted] };
  const names = Object.keys(answers.shape);
  const read = answers.safeParse(Object.fromEntries(names.map((key) => [key, field(form, key)])));
  const terms = termsBody.safeParse(bodyOf(draftField(form, read.data?.currency ?? "USD")));
  if (!read.success) return { problems: read.error.issues.map(({ message }) => message) };
  if (!terms.success) {
    const found = terms.error.issues.map(({ path, message }) => ({ path: path.join("."), reason: message }));
    return { problems: problemLines(found) };
  }
  const { code, email, currency, timeZone, program, destinationUrl } = read.data;
  const settings = { currency, timeZone };
  try {
    await install(services, brandId, {
      code,
      admin: { email, name: read.data.name },
      brand: { name: read.data.brand, ...settings },
      program: { name: program, slug: slugOf(program), destinationUrl, ...settings, terms: terms.data },
    });
    return { sentTo: email };
  } catch (error) {
    return { problems: problemLines(error) };
  }
}

const MAX_SLUG = 60;

function slugOf(text: string): string {
  const plain = text.toLowerCase().normalize("NFKD");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, MAX_SLUG) || "partners";
}
