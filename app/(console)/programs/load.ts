import type { Search } from "@/app/_ui/table/address";
import { sharedServer } from "@/server/api/services";
import { isCurrency } from "@/server/money/currency";
import { MINUTE_MS, now } from "@/server/platform/clock";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../_data/brand";
import { orNotFound } from "../_data/outcome";
import { type Member, signedIn } from "../_data/signed-in";

const MOST_VERSIONS = 100;
const MOST_JOBS = 10;
/** How long a program's page still tells of a re-derivation that has ended. */
const JUST_FINISHED_MS = 15 * MINUTE_MS;
const USUAL_CURRENCIES = ["USD", "EUR", "GBP"];

export async function loadPrograms(search: Search) {
  const { call } = await signedIn();
  const { timeZone } = await brandSettings();
  const status = search["status"] === "paused" || search["status"] === "active" ? search["status"] : null;
  const cursor = parseId(search["cursor"] ?? "");
  const { data, nextCursor } = await call.programs.listPrograms({
    ...(status ? { status } : {}),
    ...(cursor ? { cursor } : {}),
  });
  return { rows: data, next: nextCursor, timeZone };
}

export type ProgramRow = Awaited<ReturnType<typeof loadPrograms>>["rows"][number];

/** A program with all that its page shows. */
export async function loadProgram(id: string) {
  const { call, ctx } = await signedIn();
  const program = await orNotFound(call.programs.getProgram({ id }));
  const [versions, signup, reward, members, jobs, path] = await Promise.all([
    call.terms.listTerms({ id, limit: MOST_VERSIONS }),
    call.applications.getSignup({ id }),
    call.rewards.getReward({ id }),
    call.members.listMembers({ limit: MOST_VERSIONS }),
    call.rederivations.listJobs({ programId: program.id, limit: MOST_JOBS }),
    publicPath(program.slug),
  ]);
  const names = new Map(members.data.map((member) => [member.id, member.name]));
  const page = `${ctx.services.appUrl}${path}`;
  return {
    program,
    versions: versions.data,
    policy: signup.policy,
    page,
    reward,
    names,
    jobs: toldOf(jobs.data),
  };
}

type Job = Awaited<ReturnType<Member["call"]["rederivations"]["listJobs"]>>["data"][number];

/** What runs, and the last one where it ended lately. */
function toldOf(jobs: readonly Job[]): Job[] {
  const since = now() - JUST_FINISHED_MS;
  return jobs.filter(
    ({ finishedAt }, index) => finishedAt === null || (index === 0 && Date.parse(finishedAt) > since),
  );
}

/** Where strangers read what the program pays: below the brand's name, unless one brand alone is at home here. */
async function publicPath(slug: string): Promise<string> {
  const { api } = await sharedServer();
  return (await api.gate.homeBrand()) === null ? `/p/${(await brandSettings()).slug}/${slug}` : `/p/${slug}`;
}

export type LoadedProgram = Awaited<ReturnType<typeof loadProgram>>;

/** Currencies that the sentence offers, the program's own first. */
export function currenciesFor(own: string): string[] {
  return [...new Set([own, ...USUAL_CURRENCIES])].filter(isCurrency);
}
