import type { Context, Services } from "@/server/auth/context";
import { mailLink } from "@/server/auth/sign-in/make-link";
import { hasJoined, putFirstOwner } from "@/server/brand/members/first-owner";
import { updateSettings } from "@/server/brand/update-settings";
import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { type Secrets, sameSecret } from "@/server/platform/secrets";
import { createProgram, type ProgramInput } from "@/server/program/create";
import { listPrograms } from "@/server/program/read";

export type Installing = {
  /** From the address that the server prints when it starts. */
  code: string;
  admin: { email: string; name: string };
  brand: { name: string; currency?: string | undefined; timeZone?: string | undefined };
  program: ProgramInput;
};

const CODE_CHARACTERS = 20;

/** What who may install knows: it is printed where the server was started. Whoever is first at an open page is not thereby the owner. */
export function installCode(secrets: Secrets): string {
  return secrets.keyedHash("install", "code").slice(0, CODE_CHARACTERS);
}

/** Whether the installation still waits for somebody: nobody has signed in yet. */
export function isInstallOpen({ database }: Services, brandId: Id): Promise<boolean> {
  return database.inBrand(brandId, async (tx) => !(await hasJoined(tx)));
}

/**
 * Makes the first owner, names the brand and makes its first program, all or nothing, and mails the owner a link. Until somebody has
 * signed in it can be done again, to correct an address. 409 `installed` afterwards, 403 `forbidden` for a wrong code.
 */
export async function install(services: Services, brandId: Id, installing: Installing): Promise<void> {
  await services.database.inBrand(brandId, (tx) => installIn(services, tx, installing));
  await mailLink(services, installing.admin.email, "/install/done");
}

/** Throws what `install` would throw, and leaves nothing. Without a program, of what is known before there is one. */
export async function tryInstall(services: Services, brandId: Id, trial: Trial): Promise<void> {
  const undo = new Error("an installation is tried and undone");
  try {
    await services.database.inBrand(brandId, async (tx) => {
      await installIn(services, tx, trial);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
}

type Trial = Omit<Installing, "program"> & { program: ProgramInput | null };

async function installIn(services: Services, tx: Tx, { code, admin, brand, program }: Trial): Promise<void> {
  if (!sameSecret(code, installCode(services.secrets))) {
    throw new AppError(
      "forbidden",
      "The code is not right: open the address that the server prints when it starts.",
    );
  }
  await putFirstOwner(tx, admin);
  if (await hasJoined(tx)) {
    throw new AppError("installed", "OpenPartner is installed here already: sign in instead.");
  }
  const ctx: Context = { services, actor: { kind: "system", brandId: tx.brandId }, tx };
  await updateSettings(ctx, brand);
  const made = (await listPrograms(tx)).some(({ slug }) => slug === program?.slug);
  if (program && !made) await createProgram(ctx, program);
}
