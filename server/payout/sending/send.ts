import type { Services } from "@/server/auth/context";
import { now } from "@/server/platform/clock";
import type { Id } from "@/server/platform/ids";
import type { Transact } from "../books";
import { booksOn } from "../store/books";
import { transfersOf } from "./account";
import { begin, finish, perform } from "./work";

/** Requests of one call; what is left is due still, and the next call goes on. */
const MAX_REQUESTS = 200;

/**
 * Sends what is due of a brand's payouts over Stripe, one request at a time, each between two transactions. Any number of
 * processes may do so at once. Resolves to whether more may be due.
 */
export async function sendDue(services: Services, brandId: Id): Promise<boolean> {
  const transfers = await transfersOf(services, brandId);
  if (!transfers) return false;
  const transact: Transact = (work) =>
    services.database.inBrand(brandId, (tx) => work(booksOn(tx, services)));
  for (let request = 0; request < MAX_REQUESTS; request++) {
    const assignment = await transact((books) => begin(books, transfers.account, now()));
    if (!assignment) return false;
    const answer = await perform(transfers, assignment, now());
    if (answer) await transact((books) => finish(books, assignment, answer, now()));
  }
  return true;
}
