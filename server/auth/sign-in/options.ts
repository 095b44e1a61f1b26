import { randomBytes } from "node:crypto";
import type { AuthOptions } from "next-auth";
import type { Services } from "@/server/auth/context";
import { sessionCookie } from "@/server/auth/session/cookie";
import { placesOf } from "@/server/auth/session/places";
import { MINUTE_MS, SECOND_MS } from "@/server/platform/clock";
import { adapterOn } from "./adapter";
import { join } from "./join";
import { LINK_MINUTES, sendSignInLink } from "./send-link";

const SESSION_DAYS = 30;
const SESSION_SECONDS = SESSION_DAYS * 24 * 60 * 60;
const TOKEN_BYTES = 32;
/** Longer than looking up an address and writing a mail take, so that the time of the reply does not tell whether it is known. */
const SENDING_TAKES_MS = 300;

const token = (): string => randomBytes(TOKEN_BYTES).toString("base64url");

/** How next-auth works here: links by mail, sessions in the database, pages of ours. */
export function authOptions(services: Services): AuthOptions {
  const { database, secrets, appUrl, log } = services;
  const cookie = sessionCookie(appUrl);
  return {
    adapter: adapterOn(database),
    secret: secrets.keyedHash("sign-in", "next-auth"),
    session: {
      strategy: "database",
      maxAge: SESSION_SECONDS,
      updateAge: SESSION_SECONDS,
      generateSessionToken: token,
    },
    cookies: {
      sessionToken: {
        name: cookie.name,
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookie.secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in/sent", signOut: "/sign-in" },
    providers: [
      {
        id: "email",
        type: "email",
        name: "Email",
        // next-auth's own sender is not used.
        server: "",
        from: "",
        options: {},
        maxAge: (LINK_MINUTES * MINUTE_MS) / SECOND_MS,
        generateVerificationToken: token,
        async sendVerificationRequest({ identifier: email, token, url }) {
          const callbackUrl = new URL(url).searchParams.get("callbackUrl") ?? appUrl;
          const takesItsTime = new Promise((resolve) => setTimeout(resolve, SENDING_TAKES_MS));
          await Promise.all([sendSignInLink(services, { email, token, callbackUrl }), takesItsTime]);
        },
      },
    ],
    callbacks: {
      // Asking for a link is answered to everybody alike; using one needs an address that still belongs somewhere.
      async signIn({ user, email }) {
        if (email?.verificationRequest) return true;
        const places = await database.asSystem("sign people in", (sql) => placesOf(sql, user.email ?? ""));
        return places.length > 0;
      },
    },
    events: {
      signIn: ({ user }) =>
        user.email ? database.asSystem("sign people in", (sql) => join(sql, user.email ?? "")) : undefined,
    },
    logger: {
      error: (code, metadata) => log.error({ code, metadata }, "signing in failed"),
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}
