import { z } from "zod";
import { aloneFields, presentAlone } from "@/server/api/rest/each-alone";
import { operation } from "@/server/api/rest/operation";
import { id, text, time } from "@/server/api/rest/schemas";
import { confirmSome, type Judged, previewConfirmations } from "@/server/payout/people/confirm-some";
import type { Payout } from "@/server/payout/rules";
import type { Alone } from "@/server/platform/each-alone";
import { payoutReply, presentPayout } from "./payout-schemas";

const MAX_REFERENCE = 200;
const MAX_BULK = 500;

const common = { method: "POST", tag: "Payouts", status: 200 } as const;
const asked = { action: z.literal("confirm"), ids: z.array(id).min(1).max(MAX_BULK) };
const reply = z
  .object({
    results: z.array(
      z.object({
        ...aloneFields,
        payout: payoutReply
          .optional()
          .meta({ description: "As it is now; a preview has it of refused ones, too." }),
      }),
    ),
  })
  .meta({ id: "PayoutBulkResult" });

type Result = z.output<typeof reply>["results"][number];

function presentConfirmed(one: Alone<Payout>): Result {
  return { ...presentAlone(one), ...(one.ok ? { payout: presentPayout(one.done) } : {}) };
}

function presentJudged({ id, payout, refusal }: Judged): Result {
  const outcome = refusal
    ? ({ id, ok: false, error: refusal } as const)
    : ({ id, ok: true, done: null } as const);
  return { ...presentAlone(outcome), ...(payout ? { payout: presentPayout(payout) } : {}) };
}

const confirm = operation({
  ...common,
  id: "confirmPayouts",
  path: "/payouts/bulk",
  summary: "Confirm that up to 500 payouts were paid",
  description:
    "For payouts by hand and in files that were paid together, such as by one batch of a bank; all get the reference. Each stands alone. Those over Stripe are refused: each has a transfer of its own.",
  access: { scope: "payouts:write" },
  body: z
    .object({ ...asked, reference: text(MAX_REFERENCE), paidAt: time.optional() })
    .meta({ id: "BulkConfirmation" }),
  reply,
  errors: ["invalid_body", "invalid_time", "forbidden"],
  run: async (ctx, { body }) => ({
    results: (await confirmSome(ctx, body.ids, body)).map(presentConfirmed),
  }),
});

const preview = operation({
  ...common,
  id: "previewConfirmations",
  path: "/payouts/bulk/preview",
  summary: "See which payouts a bulk confirmation would take",
  description: "Judged payout by payout, as for a reference that none of them has yet; nothing is written.",
  access: { scope: "payouts:read" },
  body: z.object(asked).meta({ id: "BulkConfirmationQuestion" }),
  reply,
  errors: ["invalid_body", "forbidden"],
  run: async (ctx, { body }) => ({ results: (await previewConfirmations(ctx, body.ids)).map(presentJudged) }),
});

export const payoutsTogetherOperations = [confirm, preview] as const;
