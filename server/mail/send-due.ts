import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis, now } from "@/server/platform/clock";
import type { Log } from "@/server/platform/log";
import { mailsEnded } from "@/server/platform/metrics";
import type { Database } from "@/server/platform/postgres/database";
import type { Secrets } from "@/server/platform/secrets";
import { categoryOf, compose } from "./compose";
import { type Claimed, claimDue, isUnwanted, noteOutcome } from "./store";
import { Refused, type Transport } from "./transports/transport";

/** What sending stands on. */
export type Post = { database: Database; secrets: Secrets; log: Log; appUrl: string; mail: Transport };

const AT_ONCE = 20;
/** Longer than any try takes: after it a mail whose process died is tried again. */
const LEASE_MS = 5 * MINUTE_MS;
/** Between one try and the next; after the last of them a mail has failed. */
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 8 * HOUR_MS, DAY_MS, DAY_MS];
const MAX_ERROR_CHARACTERS = 300;

/**
 * Sends the mails that are due, of all brands, and says how many there were. A crash between sending and noting sends again,
 * under the same Message-ID. Nothing is sent inside a transaction.
 */
export async function sendDueMails(post: Post): Promise<number> {
  let done = 0;
  for (;;) {
    const claimed = await post.database.asSystem("send mail", (sql) =>
      claimDue(sql, AT_ONCE, now() + LEASE_MS),
    );
    await Promise.all(claimed.map((mail) => deal(post, mail)));
    done += claimed.length;
    if (claimed.length < AT_ONCE) return done;
  }
}

async function deal(post: Post, mail: Claimed): Promise<void> {
  const outcome = await attempt(post, mail);
  if (outcome.status === "failed")
    post.log.error({ mail: mail.id, reason: outcome.error }, "a mail has failed");
  if (outcome.status !== "waiting") mailsEnded.inc({ status: outcome.status });
  await post.database.inBrand(mail.brandId, (tx) => noteOutcome(tx, mail.id, outcome));
}

type Outcome = Parameters<typeof noteOutcome>[2];

async function attempt(post: Post, mail: Claimed): Promise<Outcome> {
  try {
    const category = categoryOf(mail.template);
    const unwanted =
      category !== null &&
      (await post.database.inBrand(mail.brandId, (tx) => isUnwanted(tx, mail.recipient, category)));
    if (unwanted) return { status: "unwanted", error: null };
    if (post.mail.kind === "mailbox") return { status: "kept", error: null };
    await post.mail.send(await compose(mail, { ...post, from: post.mail.from }));
    return { status: "sent", error: null };
  } catch (error) {
    return after(error, mail);
  }
}

function after(error: unknown, mail: Claimed): Outcome {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_CHARACTERS);
  const pause: Millis | undefined = error instanceof Refused ? undefined : PAUSES_MS[mail.attempts - 1];
  if (pause === undefined) return { status: "failed", error: message };
  return { status: "waiting", error: message, dueAt: now() + pause };
}
