import { hmacKey, toHex, utf8 } from "./bytes";

/**
 * Signs a customer's id for `identify`, for programs whose identities must be signed: HMAC-SHA256 of `userId` with the
 * program's secret, 64 characters of lower-case hex. Made on the server, handed to the page beside the id.
 *
 * @throws TypeError when the secret is empty: such a signature would prove nothing.
 */
export async function signUserId(secret: string, userId: string): Promise<string> {
  if (secret === "") throw new TypeError("signUserId: the program's secret is empty");
  const key = await hmacKey(utf8(secret), "sign");
  return toHex(await crypto.subtle.sign("HMAC", key, utf8(userId)));
}
