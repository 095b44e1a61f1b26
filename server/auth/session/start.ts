import { randomBytes } from "node:crypto";
import type { Services } from "@/server/auth/context";
import { HOUR_MS, now, SECOND_MS } from "@/server/platform/clock";
import { newId } from "@/server/platform/ids";
import { sha256 } from "@/server/platform/secrets";
import { sessionCookie } from "./cookie";
import { ensurePerson, insertSession } from "./store";

const TOKEN_BYTES = 32;

/**
 * Signs an address in for some hours without a mail, for the demonstration's own people. Resolves to the Set-Cookie header. The
 * caller has made sure that it is nobody's real address.
 */
export async function startSession(
  { database, appUrl }: Pick<Services, "database" | "appUrl">,
  email: string,
  hours: number,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = now() + hours * HOUR_MS;
  await database.asSystem("sign people in", async (sql) => {
    const { id: personId } = await ensurePerson(sql, email);
    const hash = sha256(token);
    await insertSession(sql, { id: newId(), hash, personId, expiresAt, brandId: null, partnerId: null });
  });
  const { name, secure } = sessionCookie(appUrl);
  const maxAge = (hours * HOUR_MS) / SECOND_MS;
  return `${name}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
