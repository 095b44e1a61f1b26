/** Who receives: the brand's own server, or a partner's tracker. */
export type ReceiverKind = "webhook" | "postback";

export function isPostback(kind: unknown): boolean {
  return kind === "postback";
}
