import { expect, test } from "vitest";
import { countryFrom } from "./country";

const TRUSTED = ["10.0.0.0/8"];

test.each<
  [
    fact: string,
    name: string | undefined,
    peer: string | undefined,
    written: string | undefined,
    country: string | null,
  ]
>([
  ["a trusted proxy is believed", "cf-ipcountry", "10.0.0.1", "DE", "DE"],
  ["in whatever case it writes", "cf-ipcountry", "::ffff:10.0.0.1", " de ", "DE"],
  ["a visitor's own word is not", "cf-ipcountry", "203.0.113.1", "DE", null],
  ["nor one whose connection is gone", "cf-ipcountry", undefined, "DE", null],
  ["without a header's name none is", undefined, "10.0.0.1", "DE", null],
  ["a country that the proxy does not know is none", "cf-ipcountry", "10.0.0.1", "XX", null],
  ["nor is a network that hides it", "cf-ipcountry", "10.0.0.1", "T1", null],
  ["nor any other text", "cf-ipcountry", "10.0.0.1", "Germany", null],
  ["an absent header is none", "cf-ipcountry", "10.0.0.1", undefined, null],
])("%s", (_fact, name, peer, written, country) => {
  const header = (asked: string) => (asked === name ? written : undefined);
  expect(countryFrom(name, TRUSTED)(peer, header)).toBe(country);
});
