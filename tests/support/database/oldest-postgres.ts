import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { freePort, makePassword, urlOf } from "@/server/platform/embedded/access";
import { postgresAccount } from "@/server/platform/embedded/account";
import { type PlatformPackage, platformPackage, readableBinaries } from "@/server/platform/embedded/binaries";
import { create, launch, shutDown } from "@/server/platform/embedded/control";
import { letPass } from "@/server/platform/embedded/reach";
import { migrate } from "@/server/platform/postgres/migrate";
import type { TestDatabase } from "./database";

/** Starts the oldest PostgreSQL that DATABASE_URL may lead to, with all our tables in it. */
export async function startOldestPostgres(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "openpartner-oldest-"));
  const account = await postgresAccount();
  await letPass(folder);
  const binaries = await readableBinaries(await programs(), account);
  const installation = { place: path.join(folder, "postgres"), account, binaries, durable: false };
  const access = { port: await freePort(), password: makePassword() };
  await create(installation, access.password, ["--locale=C"]);
  await launch(installation, access.port);
  const drop = async (): Promise<void> => {
    await shutDown(installation, "immediate");
    await rm(folder, { recursive: true, force: true });
  };
  const url = urlOf(access, "postgres");
  try {
    await migrate(url);
  } catch (error) {
    await drop();
    throw error;
  }
  return { url, drop };
}

/** The package is a development dependency under a name of its own, and has this machine's programs beside it. */
async function programs(): Promise<PlatformPackage> {
  const beside = createRequire(createRequire(import.meta.url).resolve("postgresql-15"));
  const { href } = pathToFileURL(beside.resolve(platformPackage()));
  return (await import(/* @vite-ignore */ href)) as PlatformPackage; // as for the one that is delivered
}
