import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { getDomain } from "tldts";

const HOST = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const NOT_IN_A_HOST = /[\s/\\:@?#%*[\]]/;

export type DomainReading = { ok: true; host: string } | { ok: false; reason: string };

/**
 * Reads a host name that links may lead to, in the form in which browsers send it: lower case, international names in ASCII,
 * without the trailing dot. A name under which strangers can register (`com`, `github.io`) would let links lead anywhere.
 */
export function readDomain(written: string): DomainReading {
  if (NOT_IN_A_HOST.test(written)) {
    return refused(
      written,
      "is no host name: leave out scheme, port, path and wildcards (subdomains are included)",
    );
  }
  const host = domainToASCII(written).replace(/\.$/, "");
  if (!HOST.test(host)) return refused(written, "is no host name, such as shop.example.com");
  if (host === "localhost" || isIP(host) !== 0) return { ok: true, host };
  if (getDomain(host, { allowPrivateDomains: true }) === null) {
    return refused(written, "is no domain of a single owner: name one of your own, such as example.com");
  }
  return { ok: true, host };
}

function refused(written: string, why: string): DomainReading {
  return { ok: false, reason: `"${written.slice(0, 100)}" ${why}` };
}
