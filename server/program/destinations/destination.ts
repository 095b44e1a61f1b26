const WEB_ADDRESS = /^https?:\/\/[^\s\\]+$/i;

/** What keeps this from being the page that links lead to; null when nothing does. */
export function destinationProblem(written: string): string | null {
  // The URL parser forgives back slashes, tabs and missing slashes, and each reader of the text might forgive differently.
  if (!WEB_ADDRESS.test(written) || !URL.canParse(written)) {
    return `"${written.slice(0, 100)}" is no address of a page: it starts with https:// or http:// and a host`;
  }
  const url = new URL(written);
  if (url.username !== "" || url.password !== "") return "an address with a user name or password is refused";
  return null;
}
