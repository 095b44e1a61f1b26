import type { Context, Services } from "@/server/auth/context";
import { ensureHomeBrand } from "@/server/brand/install";
import { DAY_MS, now } from "@/server/platform/clock";
import { assert } from "@/server/platform/errors";
import { imagine } from "./history/imagine";
import { codeOf, PARTNERS } from "./history/roster";
import { anchorOf, SET_UP_DAYS } from "./history/span";
import { at, type Stage } from "./history/stage";
import { live } from "./live";
import { standInOf } from "./paying/stand-in";
import { installProgram } from "./program";
import { findDemoProgram } from "./read";
import { demoLinks, isLoaded, lockDemo } from "./store";

/**
 * Loads the demonstration into the home brand: once, through the same verbs as real traffic. The days count back from the day
 * of the first loading, which the program's date remembers; a loading that was cut short is continued. `say` hears, before it begins,
 * what takes the time.
 */
export async function seed(services: Services, say?: (line: string) => void): Promise<void> {
  const brandId = await ensureHomeBrand(services.database);
  const ctx: Context = { services, actor: { kind: "system", brandId } };
  await services.database.inBrand(brandId, async (tx) => {
    await lockDemo(tx);
    if (await isLoaded(tx)) return;
    const stage = await setStage(ctx);
    say?.("Loading the demonstration: four months of a program with 40 partners …");
    await live(ctx, stage, imagine(stage.anchor));
  });
}

async function setStage(ctx: Context): Promise<Stage> {
  const { database } = ctx.services;
  const findProgram = () => database.inBrand(ctx.actor.brandId, findDemoProgram);
  if (!(await findProgram())) {
    await at(anchorOf(now()) - SET_UP_DAYS * DAY_MS, () => installProgram(ctx));
  }
  const program = await findProgram();
  assert(program, "the demonstration's program is there after it was made");
  const links = await database.inBrand(ctx.actor.brandId, (tx) => demoLinks(tx, program.id));
  const byCode = new Map(links.map((link) => [link.code, link]));
  return {
    anchor: program.createdAt + SET_UP_DAYS * DAY_MS,
    programId: program.id,
    standIn: await standInOf(ctx),
    links: PARTNERS.map((name) => {
      const link = byCode.get(codeOf(name));
      assert(link, `the link of ${name} is there after it was made`);
      return link;
    }),
  };
}
