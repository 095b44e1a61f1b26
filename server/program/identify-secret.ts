import { type Context, permitBrand, transact } from "@/server/auth/context";
import { note } from "@/server/auth/note";
import { found } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import { announce } from "@/server/platform/notify/changes";
import { newIdentifySecret } from "./create";
import { readIdentifySecret } from "./read";
import { saveIdentifySecret } from "./store/programs";

/** The secret with which the brand's server signs user ids. */
export function showIdentifySecret(ctx: Context, programId: Id): Promise<string> {
  permitBrand(ctx.actor, "programs:write");
  return transact(ctx, async (tx) => {
    const secret = await readIdentifySecret(tx, ctx.services.secrets, programId);
    return found(secret, "program_not_found", `There is no program "${programId}".`);
  });
}

/** Makes another secret. Signatures made with the old one are refused from now on. */
export function replaceIdentifySecret(ctx: Context, programId: Id): Promise<string> {
  permitBrand(ctx.actor, "programs:write");
  const secret = newIdentifySecret();
  return transact(ctx, async (tx) => {
    const replaced = await saveIdentifySecret(tx, programId, ctx.services.secrets.encrypt(secret));
    found(replaced || null, "program_not_found", `There is no program "${programId}".`);
    await note(tx, ctx.actor, {
      area: "terms",
      kind: "identify_secret",
      about: null,
      subjectId: programId,
    });
    await announce(tx, { kind: "program", key: programId });
    return secret;
  });
}
