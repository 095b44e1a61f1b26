import { now, setClock } from "@/server/platform/clock";
import type { World } from "@/tests/support/world";
import { deliverDue } from "../deliver";
import { fanOut } from "../fan-out";
import type { Change } from "../types";

/** What the job engine does for webhooks, at one's command and on a clock that stands still until it is moved. */
export type Post = {
  /** All changes so far, oldest first. */
  changes(): Promise<Change[]>;
  /** Fans out everything there is and sends what is due. */
  carry(): Promise<void>;
  /** Moves the clock. */
  wait(ms: number): void;
  /** Sends what is due whenever something may be, every `everyMs` for so long. */
  live(forMs: number, everyMs: number): Promise<void>;
  /** Gives the clock back. */
  end(): void;
};

/** Begins with an empty outbox. */
export async function openPost({ database, services, brandId }: World): Promise<Post> {
  await database.asSystem("install", (sql) => sql`delete from outbox`);
  let time = now();
  const end = setClock(() => time);
  const post: Post = {
    changes: () =>
      database.inBrand(
        brandId,
        ({ sql }) =>
          sql<
            Change[]
          >`select id, topic, subject, payload, created_at as "createdAt" from outbox order by seq`,
      ),
    async carry() {
      await fanOut(services, brandId, await post.changes());
      while (await deliverDue(services, brandId));
    },
    wait(ms) {
      time += ms;
    },
    async live(forMs, everyMs) {
      for (const until = time + forMs; time < until; ) {
        time = Math.min(until, time + everyMs);
        while (await deliverDue(services, brandId));
      }
    },
    end,
  };
  return post;
}
