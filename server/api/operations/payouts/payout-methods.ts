import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { email, idIn, text } from "@/server/api/rest/schemas";
import { chooseMethod } from "@/server/payout/methods/choose";
import { type Method, showMethod } from "@/server/payout/methods/method";
import { preference, rail } from "./payout-schemas";

const MAX_INSTRUCTIONS_CHARACTERS = 1_000;
const params = z.object({ id: idIn("partner") });

const methodReply = z
  .object({
    preference: preference.nullable().meta({ description: "Null: the brand's usual way." }),
    rail: preference,
    recipient: z.string().meta({ description: "Where PayPal or Wise finds the partner." }),
    instructions: z.string().nullable().meta({
      description:
        "Where a payment by hand goes; shown to who pays and who is paid, not to keys of partners.",
    }),
    blocked: z.string().nullable().meta({ description: "What keeps Stripe from paying, with the way out." }),
    usual: preference.meta({ description: "The brand's usual way." }),
    choices: z.array(rail).meta({ description: "What the partner may choose besides." }),
  })
  .meta({ id: "PayoutMethod" });

const present = (method: Method): z.output<typeof methodReply> => method;

const get = operation({
  id: "getPayoutMethod",
  method: "GET",
  path: "/partners/:id/payout-method",
  tag: "Payouts",
  summary: "Read how a partner is paid, and what blocks it",
  access: { scope: "payouts:read" },
  params,
  reply: methodReply,
  status: 200,
  errors: ["partner_not_found"],
  run: async (ctx, { params }) => present(await showMethod(ctx, params.id)),
});

const put = operation({
  id: "setPayoutMethod",
  method: "PUT",
  path: "/partners/:id/payout-method",
  tag: "Payouts",
  summary: "Set how a partner is paid",
  description:
    "Payouts that are planned already keep their way. The brand's keys need payouts:write; a partner who is signed in chooses among `choices`; a partner's key may not.",
  access: { scope: "payouts:read" },
  params,
  body: z
    .object({
      rail: preference.nullable().meta({ description: "Null: the brand's usual way." }),
      recipient: email.nullable().default(null).meta({ description: "Null: the partner's own address." }),
      instructions: text(MAX_INSTRUCTIONS_CHARACTERS)
        .nullable()
        .optional()
        .meta({ description: "Where a payment by hand goes, such as a bank account; absent: as they are." }),
    })
    .meta({ id: "NewPayoutMethod" }),
  reply: methodReply,
  status: 200,
  errors: ["partner_not_found", "conflict", "forbidden", "forbidden_scope", "rate_limited"],
  run: async (ctx, { params, body }) => present(await chooseMethod(ctx, params.id, body)),
});

export const payoutMethodOperations = [get, put] as const;
