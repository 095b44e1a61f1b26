import { type Actor, actorName } from "@/server/auth/context";
import { type Millis, now } from "@/server/platform/clock";
import { found } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { enqueue } from "@/server/platform/outbox";
import type { Tx } from "@/server/platform/postgres/database";
import type { TermsVersion } from "../rules";
import { loadVersions } from "../store/facts";
import { loadProgram, lockProgram, type Program } from "../store/programs";
import { insertTerms } from "../store/terms";
import { holdRules } from "./hold";
import { readTerms, type TermsInput } from "./terms-input";

/** The version that these terms would be, checked and complete, with nothing written: what a preview derives with. */
export async function draftTerms(
  tx: Tx,
  programId: Id,
  input: TermsInput,
  effectiveFrom: Millis,
): Promise<TermsVersion> {
  mustExist(await loadProgram(tx, programId), programId);
  const versions = await loadVersions(tx, [programId]);
  const newestFirst = versions.sort((a, b) => (a.id < b.id ? 1 : -1)).flatMap((version) => version.rules);
  const content = readTerms(input, newestFirst, "");
  return { ...content, id: newId(), programId, effectiveFrom, createdAt: now() };
}

/** Adds a version to a program's terms and returns its id. Deriving what it changes for past events is the caller's part. */
export async function addTerms(
  tx: Tx,
  actor: Actor,
  programId: Id,
  input: TermsInput,
  effectiveFrom: Millis,
): Promise<Id> {
  // One version after the other: two made at once would give the same rule two ids.
  mustExist(await lockProgram(tx, programId), programId);
  await holdRules(tx, programId);
  const version = await draftTerms(tx, programId, input, effectiveFrom);
  await insertTerms(tx, { ...version, createdBy: actorName(actor) });
  await announce(tx, { kind: "program", key: programId });
  const payload = { programId, termsId: version.id, effectiveFrom };
  await enqueue(tx, [{ topic: "program.terms", subject: programId, payload }]);
  return version.id;
}

function mustExist(program: Program | null, programId: Id): void {
  found(program, "program_not_found", `There is no program "${programId}".`);
}
