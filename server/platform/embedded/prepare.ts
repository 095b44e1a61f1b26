import { stat } from "node:fs/promises";
import path from "node:path";
import { type Access, freePort, keepAccess, makePassword, readAccess } from "./access";
import { ownerOf, postgresAccount } from "./account";
import { alone } from "./alone";
import { findBinaries } from "./binaries";
import { create, type Installation } from "./control";
import { choosePlace } from "./place";

type Prepared = { installation: Installation; access: Access };
type Options = { dataDir: string; say: (line: string) => void; durable: boolean };

/** The cluster of a data folder and how it is reached, made on the first start. */
export async function prepare(options: Options): Promise<Prepared> {
  const { dataDir } = options;
  const found = await find(options);
  return found ?? alone(dataDir, async () => (await find(options)) ?? make(options));
}

async function find({ dataDir, durable }: Options): Promise<Prepared | null> {
  const access = await readAccess(dataDir);
  if (!access) return null;
  const place = access.elsewhere ?? usualPlace(dataDir);
  if (!(await exists(place))) return null;
  const account = await ownerOf(place);
  return { installation: { place, account, binaries: await findBinaries(account), durable }, access };
}

async function make({ dataDir, say, durable }: Options): Promise<Prepared> {
  const account = await postgresAccount();
  const place = await choosePlace(dataDir, account);
  if (await exists(place))
    throw new Error(
      `${dataDir} has a database but no postgres.json, which holds its password. Bring the file back, or move ${place} away to start empty.`,
    );
  const known = await readAccess(dataDir);
  const elsewhere = place === usualPlace(dataDir) ? undefined : place;
  const access: Access = {
    port: await freePort(known?.port),
    password: known?.password ?? makePassword(),
    ...(elsewhere && { elsewhere }),
  };
  // The password is written down first: were we killed in between, the new files would be useless without it.
  await keepAccess(dataDir, access);
  const installation = { place, account, binaries: await findBinaries(account), durable };
  await create(installation, access.password);
  if (elsewhere) say(`The database is in ${elsewhere}: the user postgres cannot enter ${dataDir}.`);
  return { installation, access };
}

function usualPlace(dataDir: string): string {
  return path.join(dataDir, "postgres");
}

async function exists(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null;
}
