import { type Context, permit, transact } from "@/server/auth/context";
import type { Tx } from "@/server/platform/postgres/database";
import { listPrograms, type Program } from "@/server/program/read";
import { DEMO_SLUG } from "./program";

/** The demonstration's program, or null where none was loaded. */
export async function findDemoProgram(tx: Tx): Promise<Program | null> {
  const programs = await listPrograms(tx);
  return programs.find((program) => program.slug === DEMO_SLUG) ?? null;
}

/** Whether there is a demonstration to show. */
export function hasDemo(ctx: Context): Promise<boolean> {
  permit(ctx.actor, "programs:read");
  return transact(ctx, async (tx) => (await findDemoProgram(tx)) !== null);
}
