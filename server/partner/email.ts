const DOTLESS_DOMAIN = "gmail.com";
const SAME_AS_DOTLESS = "googlemail.com";

/**
 * One form for the addresses that lead to one mailbox, so that a person who buys through an own link is recognised: lower case,
 * without what follows a plus, and without dots where the provider ignores them (Gmail, under both of its names).
 * Only for comparing, by keyed hash: mail goes to the address as it was written.
 */
export function normaliseEmail(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf("@");
  if (at < 1) return lower;
  const domain = lower.slice(at + 1);
  const mailbox = withoutTag(lower.slice(0, at));
  if (domain !== DOTLESS_DOMAIN && domain !== SAME_AS_DOTLESS) return `${mailbox}@${domain}`;
  return `${mailbox.replaceAll(".", "")}@${DOTLESS_DOMAIN}`;
}

function withoutTag(mailbox: string): string {
  const plus = mailbox.indexOf("+");
  return plus > 0 ? mailbox.slice(0, plus) : mailbox;
}
