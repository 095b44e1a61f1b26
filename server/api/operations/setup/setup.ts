import { z } from "zod";
import { operation } from "@/server/api/rest/operation";
import { presentMoney } from "@/server/api/rest/present";
import { id, money } from "@/server/api/rest/schemas";
import { sendTestSale, type TestStep } from "@/server/setup/test-sale";

const stepReply = z
  .object({
    step: z.enum(["click", "identity", "signup", "sale", "refund"]),
    sentence: z.string(),
    entries: z
      .array(z.object({ kind: z.string(), status: z.string(), amount: money }))
      .meta({ description: "The sale's ledger after this step, oldest entry first." }),
  })
  .meta({ id: "TestStep" });

function present({ step, sentence, entries }: TestStep): z.output<typeof stepReply> {
  return {
    step,
    sentence,
    entries: entries.map(({ kind, status, amount, currency }) => ({
      kind,
      status,
      amount: presentMoney(amount, currency),
    })),
  };
}

const testSale = operation({
  id: "sendTestSale",
  method: "POST",
  path: "/test-sale",
  tag: "Set-up",
  summary: "Try a sale",
  description:
    "Lives through a click, a signup, a sale of 100 and a refund of 25 with the same code as real ones, and undoes all of it. Nothing is left: no figure, no webhook, no mail.",
  access: { scope: "programs:write" },
  body: z.object({
    programId: id.optional().meta({ description: "Absent: the newest active program." }),
  }),
  reply: z.object({ steps: z.array(stepReply) }),
  status: 200,
  errors: ["invalid_body", "forbidden", "program_not_found"],
  run: async (ctx, { body }) => ({ steps: (await sendTestSale(ctx, body.programId)).map(present) }),
});

export const setupOperations = [testSale] as const;
