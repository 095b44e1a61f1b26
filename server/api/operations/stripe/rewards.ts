import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { amount, currency, idIn, replyId } from "@/server/api/rest/schemas";
import {
  type RewardDetail,
  removeReward,
  setReward,
  showReward,
} from "@/server/partner/promotion/set-reward";

const tag = "Coupons";
const noQuery = z.strictObject({});
const params = z.object({ id: idIn("program") });
const MAX_MONTHS = 120;

const kind = z.enum(["percent", "amount", "free_months"]);

const rewardReply = z
  .object({
    reward: z
      .object({
        kind,
        value: z.string(),
        currency: z.string().nullable(),
        months: z.number().int().nullable(),
      })
      .nullable(),
    codes: z
      .array(
        z.object({
          couponId: replyId,
          code: z.string(),
          promotionCode: z.string().nullable().meta({ description: "Its id at Stripe, once it is made." }),
          active: z.boolean(),
          reason: z.string().nullable().meta({ description: "Why Stripe has not taken it." }),
        }),
      )
      .meta({ description: "How the program's coupons stand at Stripe. A partner's key sees none." }),
  })
  .meta({ id: "Reward" });

function present({ reward, codes }: RewardDetail): z.output<typeof rewardReply> {
  return { reward, codes };
}

const put = operation({
  id: "setReward",
  method: "PUT",
  path: "/programs/:id/reward",
  tag,
  summary: "Say what customers get for a partner's code",
  description:
    "Every coupon of the program becomes a promotion code at Stripe that takes this off, within a minute. Another reward makes the codes anew.",
  access: { scope: "programs:write" },
  params,
  query: noQuery,
  body: z.object({
    kind,
    value: amount.meta({ description: "Percent; an amount in major units; or a number of months." }),
    currency: currency.optional().meta({ description: "Of an amount." }),
    months: z.number().int().min(0).max(MAX_MONTHS).optional().meta({
      description: "For how many months it comes off. Absent: once. 0: always.",
    }),
  }),
  reply: rewardReply,
  status: 200,
  errors: ["invalid_body", "invalid_amount", "forbidden", "program_not_found"],
  run: async (ctx, { params: { id }, body }) => {
    const reward = { ...body, currency: body.currency ?? null, months: body.months ?? null };
    return present(await setReward(ctx, id, reward));
  },
});

const show = operation({
  id: "getReward",
  method: "GET",
  path: "/programs/:id/reward",
  tag,
  summary: "See what customers get for a partner's code",
  access: { scope: "programs:read" },
  params,
  query: noQuery,
  reply: rewardReply,
  status: 200,
  errors: ["program_not_found"],
  run: async (ctx, { params: { id } }) => present(await showReward(ctx, id)),
});

const remove = operation({
  id: "removeReward",
  method: "DELETE",
  path: "/programs/:id/reward",
  tag,
  summary: "Take the reward for customers away",
  description:
    "Its promotion codes are switched off at Stripe within a minute. The coupons stay, and still credit their partner where you report them.",
  access: { scope: "programs:write" },
  params,
  query: noQuery,
  reply: z.undefined(),
  status: 204,
  errors: ["forbidden", "program_not_found"],
  run: (ctx, { params: { id } }) => removeReward(ctx, id),
});

export const rewardOperations = [put, show, remove] as const;
