import { randomBytes } from "node:crypto";
import { actorName, type Context, permitBrand, transact } from "@/server/auth/context";
import { type Problem, refuseProblems } from "@/server/brand/problems";
import { readBrand } from "@/server/brand/read";
import { now } from "@/server/platform/clock";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { readDomains, settingsProblems } from "./program-input";
import type { TermsVersion } from "./rules";
import type { ProgramWithTerms } from "./show";
import { insertProgram, type NewProgram, type Program, type ProgramChanges } from "./store/programs";
import { insertTerms } from "./store/terms";
import { readTerms, type TermsInput } from "./terms/terms-input";

/** What is absent gets the brand's currency and time zone, and the usual value of everything else. */
export type ProgramInput = { [Key in keyof ProgramChanges]?: Program[Key] | undefined } & {
  name: string;
  slug: string;
  destinationUrl: string;
  terms: TermsInput;
};

const SECRET_BYTES = 32;

/** Makes a program with the first version of its terms, which covers all time until a second one. */
export function createProgram(ctx: Context, input: ProgramInput): Promise<ProgramWithTerms> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const program = await completed(tx, input, ctx.services.secrets);
    const terms = firstTerms(program, input.terms);
    if (!(await insertProgram(tx, program))) throw slugTaken(program.slug);
    await insertTerms(tx, { ...terms, createdBy: actorName(ctx.actor) });
    const { identifySecret: _sealed, ...shown } = program;
    return { ...shown, terms };
  });
}

async function completed(tx: Tx, input: ProgramInput, secrets: Secrets): Promise<NewProgram> {
  const brand = await readBrand(tx);
  const problems: Problem[] = [];
  const program: NewProgram = {
    id: newId(),
    slug: input.slug,
    name: input.name,
    destinationUrl: input.destinationUrl,
    allowedDomains: readDomains(input.allowedDomains ?? [], problems),
    currency: input.currency ?? brand.currency,
    timeZone: input.timeZone ?? brand.timeZone,
    startsAt: input.startsAt ?? null,
    endsAt: input.endsAt ?? null,
    status: input.status ?? "active",
    commissionApproval: input.commissionApproval ?? "auto",
    identifyAuth: input.identifyAuth ?? "open",
    identifySecret: secrets.encrypt(newIdentifySecret()),
    cookies: input.cookies ?? true,
    allowSelfReferral: input.allowSelfReferral ?? false,
    couponPriority: input.couponPriority ?? "last_touch",
    createdAt: now(),
  };
  refuseProblems([...problems, ...settingsProblems(program)]);
  return program;
}

function firstTerms(program: NewProgram, input: TermsInput): TermsVersion {
  return {
    ...readTerms(input, [], "terms."),
    id: newId(),
    programId: program.id,
    effectiveFrom: program.createdAt,
    createdAt: program.createdAt,
  };
}

export function newIdentifySecret(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}

export function slugTaken(slug: string): AppError {
  return new AppError("conflict", `Another program has the slug "${slug}".`, { detail: { field: "slug" } });
}
