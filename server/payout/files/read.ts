import { type Context, permitBrand, transact } from "@/server/auth/context";
import { readBrand } from "@/server/brand/read";
import type { Id } from "@/server/platform/ids";
import { type FilePage, type PayoutFile, pageOfFiles, rowsOfFile } from "../store/files";
import { fileContent } from "./formats";
import { findFile } from "./make";

export type { PayoutFile } from "../store/files";

export type FileWithContent = PayoutFile & { filename: string; content: string };

/** Files, newest first, with one row more than the page holds. */
export function listFiles(ctx: Context, page: FilePage): Promise<PayoutFile[]> {
  permitBrand(ctx.actor, "payouts:read");
  return transact(ctx, (tx) => pageOfFiles(tx, page));
}

/** The file to upload: always the same, whatever became of its payouts since. */
export function readFile(ctx: Context, id: Id): Promise<FileWithContent> {
  permitBrand(ctx.actor, "payouts:read");
  return transact(ctx, async (tx) => {
    const file = await findFile(tx, id);
    const [rows, brand] = await Promise.all([rowsOfFile(tx, id), readBrand(tx)]);
    const day = new Date(file.createdAt).toISOString().slice(0, 10);
    const name = file.rail === "paypal_file" ? "paypal" : "wise";
    return {
      ...file,
      filename: `${name}-${file.currency.toLowerCase()}-${day}-${id.slice(-6).toLowerCase()}.csv`,
      content: fileContent(file.rail, rows, brand.name),
    };
  });
}
