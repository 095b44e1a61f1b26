import { minor } from "@/server/money/minor";
import type { Answer, Transfers } from "@/server/stripe/connect/transfer";
import type { Mutation } from "./world";

/** Faults that whoever writes the sending of money makes. Each has to be found. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "planning does not look whether an entry is claimed": {
    books: (books) => {
      books.claimsTwice = true;
    },
  },
  "each request has a key of its own": { transfers: withKeys() },
  "looking for a transfer finds none": {
    transfers: (transfers) => ({
      ...transfers,
      ofGroup: async () => ({ kind: "transfers", transfers: [] }),
    }),
  },
  "an unclear answer is taken for a refusal": {
    transfers: (transfers) => ({
      ...transfers,
      create: async (order) => asRefusal(await transfers.create(order)),
    }),
  },
  "a worker that slept asks although its lease has ended": { performsAt: () => 0 },
  "nobody hears of reversals": { deaf: true },
  "a transfer is booked over another amount": {
    transfers: (transfers) => ({
      ...transfers,
      create: (order) => transfers.create({ ...order, amount: minor(order.amount + 1n) }),
    }),
  },
  "a transfer that is read back shows nothing of its reversal": {
    deaf: true,
    transfers: (transfers) => ({ ...transfers, read: async (id) => unreversed(await transfers.read(id)) }),
  },
};

function withKeys(): (transfers: Transfers) => Transfers {
  let count = 0;
  return (transfers) => ({
    ...transfers,
    create: (order) => transfers.create({ ...order, key: `${order.key} ${++count}` }),
  });
}

function asRefusal(answer: Answer): Answer {
  if (answer.kind !== "unclear") return answer;
  return { kind: "refused", code: answer.code, message: answer.message };
}

function unreversed(answer: Answer): Answer {
  if (answer.kind !== "transfer") return answer;
  return { kind: "transfer", transfer: { ...answer.transfer, reversed: minor(0) } };
}
