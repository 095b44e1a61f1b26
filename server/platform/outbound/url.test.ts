import { expect, test } from "vitest";
import { parseRange } from "./addresses";
import { outboundProblem } from "./url";

const SHAPE = /is no address/;
const INSIDE = /is not a public address/;

// biome-ignore format: a table to skim
const ADDRESSES: [string, RegExp | null][] = [
  ["https://hooks.example.com/in", null],
  ["http://hooks.example.com:8443/in?key=1", null],
  ["https://8.8.8.8/", null],
  ["https://[2606:4700:4700::1111]/", null],
  ["https://bücher.example/", null],
  ["ftp://hooks.example.com/", SHAPE],
  ["file:///etc/passwd", SHAPE],
  ["gopher://127.0.0.1:6379/_INFO", SHAPE],
  ["javascript:alert(1)", SHAPE],
  ["hooks.example.com", SHAPE],
  ["//hooks.example.com", SHAPE],
  ["https:/hooks.example.com", SHAPE],
  ["https:\\\\hooks.example.com", SHAPE],
  ["https://hooks.example.com\\@127.0.0.1", SHAPE],
  ["https://hooks.exam ple.com", SHAPE],
  ["https://hooks.example.com/\n", SHAPE],
  ["https://", SHAPE],
  ["http://1.2.3.4.5/", SHAPE],
  ["http://[fe80::1%25eth0]/", SHAPE],
  ["", SHAPE],
  ["https://me@hooks.example.com/", /user name or password/],
  ["https://me:secret@hooks.example.com/", /user name or password/],
  ["https://8.8.8.8@127.0.0.1/", /user name or password/],
  ["http://127.0.0.1/", INSIDE],
  ["http://127.0.0.1./", INSIDE],
  ["http://2130706433/", INSIDE],
  ["http://0x7f000001/", INSIDE],
  ["http://0x7f.0.0.0x1/", INSIDE],
  ["http://0177.0.0.01/", INSIDE],
  ["http://017700000001/", INSIDE],
  ["http://127.1/", INSIDE],
  ["http://127.0.1/", INSIDE],
  ["http://0/", INSIDE],
  ["http://①②⑦.⓪.⓪.①/", INSIDE],
  ["http://%31%32%37.0.0.1/", INSIDE],
  ["http://169.254.169.254/latest/meta-data/", INSIDE],
  ["http://[::1]/", INSIDE],
  ["http://[::]/", INSIDE],
  ["http://[::ffff:127.0.0.1]/", INSIDE],
  ["http://[0:0:0:0:0:ffff:7f00:1]/", INSIDE],
  ["http://[64:ff9b::7f00:1]/", INSIDE],
  ["http://[2002:7f00:1::]/", INSIDE],
  ["http://localhost/", INSIDE],
  ["http://LOCALHOST:3000/", INSIDE],
  ["http://localhost./", INSIDE],
  ["http://db.localhost/", INSIDE],
  [`https://hooks.example.com/${"x".repeat(2_048)}`, /at most 2048 characters/],
];

test.each(ADDRESSES)("%s is refused: %s", (url, problem) => {
  const found = outboundProblem(url, []);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

test("a range that is allowed opens its addresses, and loopback opens localhost", () => {
  const loopback = [parseRange("127.0.0.0/8")].filter((range) => range !== null);
  for (const url of ["http://127.0.0.1:4000/", "http://localhost:4000/", "http://2130706433/"])
    expect(outboundProblem(url, loopback)).toBeNull();
  expect(outboundProblem("http://10.0.0.1/", loopback)).toMatch(INSIDE);
});
