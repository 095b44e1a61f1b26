import { cache } from "react";
import { signedIn } from "./signed-in";

const MOST = 100;

/** The brand's settings, for its time zone and currency. */
export const brandSettings = cache(async () => (await signedIn()).call.settings.getSettings());

/** The brand's programs; a brand has a handful. */
export const programs = cache(
  async () => (await (await signedIn()).call.programs.listPrograms({ limit: MOST })).data,
);
