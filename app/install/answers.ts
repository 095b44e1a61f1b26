import { z } from "zod";
import { installText } from "@/app/_text/public/install";
import { field } from "@/app/(console)/_data/attempt";
import { bodyOf } from "@/app/(console)/programs/draft";
import { draftField } from "@/app/(console)/programs/draft-field";
import { problemLines } from "@/app/(console)/programs/problems";
import { termsBody } from "@/server/api/operations/programs/terms-schemas";
import type { Installing } from "@/server/setup/install";

/** What the form says, or what is wrong with it in words. */
type Read<Part> = { read: Part } | { problems: string[] };

const { problems: wrong } = installText;
const MAX_NAME = 200;
const name = (missing: string) => z.string(missing).max(MAX_NAME, missing);
const aboutYou = z.object({
  code: z.string(wrong.code),
  name: name(wrong.name),
  email: z.email(wrong.email).max(254, wrong.email),
  brand: name(wrong.brand),
  currency: z.string(),
  timeZone: z.string(),
});
const aboutProgram = z.object({
  program: name(wrong.program),
  destinationUrl: z.string(wrong.destination),
});

/** The first step: who owns the installation, and the brand. */
export function readYou(form: FormData): Read<Pick<Installing, "code" | "admin" | "brand">> {
  const { data, error } = aboutYou.safeParse(fieldsOf(form, Object.keys(aboutYou.shape)));
  if (error) return { problems: error.issues.map(({ message }) => message) };
  const { code, name, email, brand, currency, timeZone } = data;
  return { read: { code, admin: { email, name }, brand: { name: brand, currency, timeZone } } };
}

/** The second step: the program with its terms, in the brand's currency and time zone. */
export function readProgram(
  form: FormData,
  { currency, timeZone }: Installing["brand"],
): Read<Installing["program"]> {
  const { data, error } = aboutProgram.safeParse(fieldsOf(form, Object.keys(aboutProgram.shape)));
  const terms = termsBody.safeParse(bodyOf(draftField(form, currency ?? "USD")));
  if (error) return { problems: error.issues.map(({ message }) => message) };
  if (!terms.success) {
    const found = terms.error.issues.map(({ path, message }) => ({ path: path.join("."), reason: message }));
    return { problems: problemLines(found) };
  }
  const { program, destinationUrl } = data;
  return {
    read: { name: program, slug: slugOf(program), destinationUrl, currency, timeZone, terms: terms.data },
  };
}

function fieldsOf(form: FormData, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((key) => [key, field(form, key)]));
}

const MAX_SLUG = 60;

function slugOf(text: string): string {
  const plain = text.toLowerCase().normalize("NFKD");
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, MAX_SLUG) || "partners";
}
