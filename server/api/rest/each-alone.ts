import { z } from "zod";
import type { Alone } from "@/server/platform/each-alone";
import { replyId } from "./schemas";

/** What each of several came to, whatever it is that was done. */
export const aloneFields = {
  id: replyId,
  ok: z.boolean(),
  error: z.string().optional(),
  message: z.string().optional(),
};

type Shown = z.output<z.ZodObject<typeof aloneFields>>;

export function presentAlone(one: Alone<unknown>): Shown {
  return one.ok
    ? { id: one.id, ok: true }
    : { id: one.id, ok: false, error: one.error.code, message: one.error.message };
}
