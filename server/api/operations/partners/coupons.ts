import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentPage, presentTime } from "@/server/api/rest/present";
import { id, idIn, isoTime, pageOf, pageQuery, replyId } from "@/server/api/rest/schemas";
import { createCoupon } from "@/server/partner/links/create-coupon";
import { type Coupon, listCoupons } from "@/server/partner/links/list-coupons";
import { updateCoupon } from "@/server/partner/links/update-coupon";
import { code } from "./code";

const tag = "Coupons";
const noQuery = z.strictObject({});
const status = z.enum(["active", "paused"]);

const couponBody = z.object({
  partnerId: id,
  programId: id,
  code: code.optional().meta({ description: "Case does not count. Absent: eight characters are made up." }),
  status: status.optional(),
});

const couponReply = z
  .object({
    id: replyId,
    partnerId: replyId,
    programId: replyId,
    code: z.string(),
    status,
    createdAt: isoTime,
  })
  .meta({ id: "Coupon" });

function present(coupon: Coupon): z.output<typeof couponReply> {
  return { ...coupon, createdAt: presentTime(coupon.createdAt) };
}

const create = operation({
  id: "createCoupon",
  method: "POST",
  path: "/coupons",
  tag,
  summary: "Make a coupon for a partner",
  description:
    "The partner must be enrolled in the program. A sale with the code is credited to the partner like a click at the sale's time.",
  access: { scope: "links:write" },
  query: noQuery,
  body: couponBody,
  reply: couponReply,
  status: 201,
  errors: [
    "invalid_body",
    "forbidden",
    "program_not_found",
    "partner_not_found",
    "code_taken",
    "not_enrolled",
    "conflict",
  ],
  run: async (ctx, { body }) => present(await createCoupon(ctx, body)),
});

const list = operation({
  id: "listCoupons",
  method: "GET",
  path: "/coupons",
  tag,
  summary: "List coupons",
  description: "A partner's key sees its own.",
  access: { scope: "links:read" },
  query: z.strictObject({
    ...pageQuery,
    partnerId: id.optional(),
    programId: id.optional(),
    status: status.optional(),
  }),
  reply: pageOf(couponReply),
  status: 200,
  errors: ["invalid_query"],
  run: async (ctx, { query }) => presentPage(await listCoupons(ctx, query), query.limit, present),
});

const update = operation({
  id: "updateCoupon",
  method: "PATCH",
  path: "/coupons/:id",
  tag,
  summary: "Pause a coupon or start it again",
  description: "Sales it brought stay credited.",
  access: { scope: "links:write" },
  params: z.object({ id: idIn("coupon") }),
  query: noQuery,
  body: z.object({ status: status.optional() }),
  reply: couponReply,
  status: 200,
  errors: ["invalid_body", "forbidden", "coupon_not_found"],
  run: async (ctx, { params, body }) => present(await updateCoupon(ctx, params.id, body)),
});

export const couponOperations = [create, list, update] as const;
