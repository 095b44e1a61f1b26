import fc from "fast-check";
import { expect, test } from "vitest";
import { hrefOf, landingUrl, parseQuery } from "./destination";

const PROGRAM = {
  destinationUrl: "https://brand.com/start",
  programUrl: "https://brand.com/",
  allowedDomains: [],
};

/** Queries as browsers and others send them: mostly plain, now and then anything. */
const search = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abc123=&%+?#/\\'\"<> é🦊\ud800\0\n".split("")), maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);

test("a query is split as URLSearchParams splits it", () => {
  fc.assert(
    fc.property(search, (text) => {
      const pairs = parseQuery(text).map(({ name, value }) => [name, value]);
      expect(pairs).toEqual([...new URLSearchParams(`?${text}`)]);
    }),
  );
});

test("whatever is asked, the address leads to the link's destination, as a browser reads it", () => {
  fc.assert(
    fc.property(search, (text) => {
      const href = hrefOf(landingUrl(PROGRAM, parseQuery(text)));
      const url = new URL(href);
      expect(url.href).toBe(href);
      expect(url.origin + url.pathname + url.hash).toBe(PROGRAM.destinationUrl);
    }),
  );
});
