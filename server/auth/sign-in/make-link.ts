import { createHash, randomBytes } from "node:crypto";
import type { Services } from "@/server/auth/context";
import { insertToken } from "@/server/auth/session/store";
import { MINUTE_MS, now } from "@/server/platform/clock";
import { authOptions } from "./options";
import { LINK_MINUTES, sendSignInLink } from "./send-link";

const TOKEN_BYTES = 32;

/** Mails a link to somebody who did not ask for it on the sign-in page, because they have just been made a member. */
export async function mailLink(services: Services, email: string, callbackUrl: string): Promise<void> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  // As next-auth hashes the tokens that it is shown.
  const hash = createHash("sha256")
    .update(`${token}${authOptions(services).secret}`)
    .digest("hex");
  await services.database.asSystem("sign people in", (sql) =>
    insertToken(sql, { hash, email, expiresAt: now() + LINK_MINUTES * MINUTE_MS }),
  );
  await sendSignInLink(services, { email, token, callbackUrl });
}
