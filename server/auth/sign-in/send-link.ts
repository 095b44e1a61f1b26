import type { Services } from "@/server/auth/context";
import { placesOf } from "@/server/auth/session/places";
import { queueMail } from "@/server/mail/queue";

export const LINK_MINUTES = 15;

type Deps = Pick<Services, "database" | "secrets" | "appUrl">;

/**
 * Mails the link to an address that belongs to a brand, in the brand's name; to any other it mails nothing. The link leads to a
 * page with a button, because programs that look at mail open its links.
 */
export async function sendSignInLink(
  { database, secrets, appUrl }: Deps,
  { email, token, callbackUrl }: { email: string; token: string; callbackUrl: string },
): Promise<void> {
  const [place] = await database.asSystem("sign people in", (sql) => placesOf(sql, email));
  if (!place) return;
  const url = `${appUrl}/sign-in/confirm?${new URLSearchParams({ email, token, callbackUrl })}`;
  await database.inBrand(place.brandId, (tx) =>
    queueMail(tx, secrets, {
      template: "sign_in_link",
      to: email,
      brandName: place.brandName,
      data: { url, minutes: LINK_MINUTES },
    }),
  );
}
