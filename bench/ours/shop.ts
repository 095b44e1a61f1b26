import { openServer, type Server } from "@/server/api/services";
import type { Context } from "@/server/auth/context";
import { createKey } from "@/server/auth/create-key";
import { ensureHomeBrand } from "@/server/brand/install";
import { createPartner } from "@/server/partner/create";
import { type Millis, setClock } from "@/server/platform/clock";
import { parseEnvironment } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import { makeLog } from "@/server/platform/log";
import { migrate } from "@/server/platform/postgres/migrate";
import { secretsFrom } from "@/server/platform/secrets";
import { createProgram } from "@/server/program/create";

export const PARTNERS = 40;
const AT_ONCE = 16;

/** A brand with one program that pays 20 % of every paid invoice to the last of its partners. */
export type Shop = { brandId: Id; programId: Id; partnerIds: Id[]; key: string };

/** What one process of ours needs to answer, with the defaults of a production start. */
export function openOurs(
  databaseUrl: string,
  dataDir?: string,
  more: Record<string, string> = {},
): Promise<Server> {
  return openServer({
    env: parseEnvironment({ DATA_DIR: dataDir, ...more }),
    databaseUrl,
    secrets: secretsFrom(Buffer.alloc(32, 7), "op_a_key_that_only_measurements_know"),
    log: makeLog("warn"),
  });
}

/** Makes the shop in an empty database through the verbs, as of `since`. */
export async function openShop(databaseUrl: string, since: Millis, partners = PARTNERS): Promise<Shop> {
  await migrate(databaseUrl);
  const server = await openOurs(databaseUrl);
  const restoreClock = setClock(() => since);
  try {
    const { services } = server;
    const brandId = await ensureHomeBrand(services.database);
    const ctx: Context = { services, actor: { kind: "admin", brandId } };
    const program = await createProgram(ctx, {
      name: "Measured",
      slug: "measured",
      destinationUrl: "https://brand.example/start",
      currency: "USD",
      terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
    });
    const partnerIds: Id[] = [];
    for (let first = 0; first < partners; first += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, partners - first) }, (_, n) => first + n);
      const made = some.map((n) => {
        const email = `partner-${n}@partners.example`;
        return createPartner(ctx, { name: `Partner ${n}`, email, programIds: [program.id] });
      });
      for (const { id } of await Promise.all(made)) partnerIds.push(id);
    }
    const { secret } = await createKey(ctx, { name: "Measurements", kind: "secret" });
    return { brandId, programId: program.id, partnerIds, key: secret };
  } finally {
    restoreClock();
    await server.close();
  }
}
