import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney, presentPage, presentTime } from "@/server/api/rest/present";
import {
  currency,
  idIn,
  isoTime,
  money,
  pageOf,
  pageQuery,
  replyId,
  text,
  time,
} from "@/server/api/rest/schemas";
import { isCurrency } from "@/server/money/currency";
import { confirmFile } from "@/server/payout/files/confirm";
import { makeFile } from "@/server/payout/files/make";
import { listFiles, type PayoutFile, readFile } from "@/server/payout/files/read";

const MAX_REFERENCE = 200;
const fileRail = z.enum(["paypal_file", "wise_file"]);
const one = z.object({ id: idIn("payout_file") });

const fields = {
  id: replyId,
  rail: fileRail,
  currency: z.string(),
  rows: z.number().int(),
  sending: z.number().int().meta({ description: "Payouts of it that are neither confirmed nor failed." }),
  total: money,
  createdAt: isoTime,
  createdBy: z.string(),
};
const fileReply = z.object(fields).meta({ id: "PayoutFile" });

function present({ total, createdAt, ...file }: PayoutFile): z.output<typeof fileReply> {
  const { id, rail, currency, rows, sending, createdBy } = file;
  const shown = { total: presentMoney(total, currency), createdAt: presentTime(createdAt) };
  return { id, rail, currency, rows, sending, createdBy, ...shown };
}

const make = operation({
  id: "makePayoutFile",
  method: "POST",
  path: "/payouts/files",
  tag: "Payouts",
  summary: "Take planned payouts into a file",
  description:
    "One rail and one currency a file, the oldest payouts first, at most 5,000 rows for PayPal and 1,000 for Wise.",
  access: { scope: "payouts:write" },
  body: z
    .object({ rail: fileRail, currency: currency.refine(isCurrency, "is no ISO 4217 currency code") })
    .meta({ id: "NewPayoutFile" }),
  reply: fileReply,
  status: 201,
  errors: ["conflict", "forbidden"],
  run: async (ctx, { body }) => present(await makeFile(ctx, body)),
});

const list = operation({
  id: "listPayoutFiles",
  method: "GET",
  path: "/payouts/files",
  tag: "Payouts",
  summary: "List payout files",
  access: { scope: "payouts:read" },
  query: z.strictObject({
    ...pageQuery,
    rail: fileRail.optional(),
    status: z
      .enum(["open", "done"])
      .optional()
      .meta({ description: "open: some payouts of it are neither confirmed nor failed." }),
  }),
  reply: pageOf(fileReply),
  status: 200,
  errors: ["invalid_query", "forbidden"],
  run: async (ctx, { query: { status, ...page } }) => {
    const open = status === undefined ? undefined : status === "open";
    return presentPage(await listFiles(ctx, { ...page, open }), page.limit, present);
  },
});

const get = operation({
  id: "getPayoutFile",
  method: "GET",
  path: "/payouts/files/:id",
  tag: "Payouts",
  summary: "Read a payout file, to upload it",
  access: { scope: "payouts:read" },
  params: one,
  reply: z.object({ ...fields, filename: z.string(), content: z.string() }).meta({ id: "PayoutFileContent" }),
  status: 200,
  errors: ["payout_file_not_found", "forbidden"],
  run: async (ctx, { params }) => {
    const file = await readFile(ctx, params.id);
    return { ...present(file), filename: file.filename, content: file.content };
  },
});

const confirm = operation({
  id: "confirmPayoutFile",
  method: "POST",
  path: "/payouts/files/:id/confirm",
  tag: "Payouts",
  summary: "Confirm that all payouts of a file were paid",
  description: "Note those that failed first, each with `POST /payouts/:id/fail`.",
  access: { scope: "payouts:write" },
  params: one,
  body: z
    .object({ reference: text(MAX_REFERENCE), paidAt: time.optional() })
    .meta({ id: "FileConfirmation" }),
  reply: fileReply,
  status: 200,
  errors: ["payout_file_not_found", "invalid_time", "conflict", "forbidden"],
  run: async (ctx, { params, body }) => present(await confirmFile(ctx, params.id, body)),
});

export const payoutFileOperations = [make, list, get, confirm] as const;
