import { createHmac } from "node:crypto";
import type { Actor, Context } from "@/server/auth/context";
import { foreignOrigin, isAllowedOrigin, isKnownOrigin, originOf } from "@/server/click/origin";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { AppError, assert } from "@/server/platform/errors";
import type { Limit } from "@/server/platform/limits/limits";
import type { Tx } from "@/server/platform/postgres/database";
import { sameSecret } from "@/server/platform/secrets";
import { type Program, readIdentifySecret } from "@/server/program/read";

/** What one address may send without a key. */
const WITHOUT_KEY: Limit = { name: "identify", max: 120, windowMs: MINUTE_MS, counts: "admitted" };

/** 429 for an address that sends too much without a key. */
export function refuseFlood(ctx: Context, ip: string): void {
  if (ctx.actor.kind !== "browser") return;
  const waitMs = ctx.services.limits.hit(WITHOUT_KEY, ip);
  if (waitMs === 0) return;
  throw new AppError(
    "rate_limited",
    `Without a key, one address may identify ${WITHOUT_KEY.max} times a minute.`,
    {
      retryAfterSeconds: Math.ceil(waitMs / SECOND_MS),
    },
  );
}

/** 403 for a page that belongs to no program of the brand, before it can learn which clicks exist. */
export async function refuseUnknownOrigin(tx: Tx, actor: Actor): Promise<void> {
  const origin = originOf(actor);
  if (origin !== null && !(await isKnownOrigin(tx, origin))) throw foreignOrigin(origin);
}

/** 403 for a caller whom this program does not believe: a foreign page, or one without the proof the program asks for. */
export async function refuseDoubtful(
  ctx: Context,
  tx: Tx,
  program: Program,
  claim: { userId: string; signature?: string | undefined },
): Promise<void> {
  const { actor } = ctx;
  // A secret key is proof in itself: its holder is the brand's own server.
  if (actor.kind !== "browser" && actor.kind !== "publishable") return;
  if (actor.origin !== null && !isAllowedOrigin(actor.origin, program)) throw foreignOrigin(actor.origin);
  switch (program.identifyAuth) {
    case "open":
      return;
    case "server":
      throw new AppError(
        "forbidden",
        "This program takes identities from the brand's server only, with a secret key.",
      );
    case "signed": {
      const secret = await readIdentifySecret(tx, ctx.services.secrets, program.id);
      assert(secret !== null, `program ${program.id} has no secret to sign with`);
      const expected = createHmac("sha256", secret).update(claim.userId, "utf8").digest("hex");
      if (claim.signature !== undefined && sameSecret(claim.signature.toLowerCase(), expected)) return;
      throw new AppError(
        "forbidden",
        "This program asks for a signature: the HMAC-SHA256 of the userId in hex, made with the program's secret on the brand's server.",
      );
    }
  }
}
