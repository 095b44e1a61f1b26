import type { Tx } from "@/server/platform/database";
import { listPrograms, type Program } from "@/server/program/read";
import { DEMO_SLUG } from "./program";

/** The demonstration's program, or null where none was loaded. */
export async function findDemoProgram(tx: Tx): Promise<Program | null> {
  const programs = await listPrograms(tx);
  return programs.find((program) => program.slug === DEMO_SLUG) ?? null;
}
