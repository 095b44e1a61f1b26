import { chmod, stat } from "node:fs/promises";
import path from "node:path";
import type { Account } from "./account";

const OTHERS_MAY_ENTER = 0o001;
const OTHERS_MAY_READ_AND_ENTER = 0o005;

/** Whether an account can come to `folder` through all that is above it. */
export async function canReach(account: Account, folder: string): Promise<boolean> {
  for (let above = path.resolve(folder); ; above = path.dirname(above)) {
    const { mode, uid } = await stat(above);
    if (uid !== account.uid && (mode & OTHERS_MAY_ENTER) === 0) return false;
    if (above === path.dirname(above)) return true;
  }
}

export async function canRead(account: Account, folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  return (
    (mode & OTHERS_MAY_READ_AND_ENTER) === OTHERS_MAY_READ_AND_ENTER && (await canReach(account, folder))
  );
}

/** Lets others pass through a folder of ours, without letting them list it. */
export async function letPass(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  if ((mode & OTHERS_MAY_ENTER) === 0) await chmod(folder, (mode & 0o7777) | OTHERS_MAY_ENTER | 0o010);
}
