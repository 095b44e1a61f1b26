"use server";

import { installText } from "@/app/_text/public/install";
import { problemLines } from "@/app/(console)/programs/problems";
import { sharedServer } from "@/server/api/services";
import { install, tryInstall } from "@/server/setup/install";
import { readProgram, readYou } from "./answers";

/** What came of it: the address that the link went to, or what is wrong. */
export type Installed = { sentTo: string } | { problems: string[] } | null;

const PROGRAM_STEP = 1;

/** Sets everything up in one transaction and mails the owner a link. */
export async function installHere(_before: Installed, form: FormData): Promise<Installed> {
  const you = readYou(form);
  if ("problems" in you) return you;
  const program = readProgram(form, you.read.brand);
  if ("problems" in program) return program;
  const problems = await attempted((services, brandId) =>
    install(services, brandId, { ...you.read, program: program.read }),
  );
  return problems.length > 0 ? { problems } : { sentTo: you.read.admin.email };
}

/** What is wrong with a step that is about to be left, in words: what it says is tried, and undone. */
export async function problemsOf(step: number, form: FormData): Promise<string[]> {
  const you = readYou(form);
  if ("problems" in you) return you.problems;
  const program = step === PROGRAM_STEP ? readProgram(form, you.read.brand) : null;
  if (program && "problems" in program) return program.problems;
  return attempted((services, brandId) =>
    tryInstall(services, brandId, { ...you.read, program: program?.read ?? null }),
  );
}

type Server = Awaited<ReturnType<typeof sharedServer>>;

async function attempted(
  work: (services: Server["services"], brandId: string) => Promise<void>,
): Promise<string[]> {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (!brandId) return [installText.problems.hosted];
  try {
    await work(services, brandId);
    return [];
  } catch (error) {
    return problemLines(error);
  }
}
