import fc from "fast-check";
import { expect, test } from "vitest";
import { expand, MACROS, type Macro, templateProblem, urlTemplateProblem } from "./macros";

const NAMES = Object.keys(MACROS) as Macro[];

test("every macro of the list is known", () => {
  expect(NAMES).toEqual([
    "click_id", "sub1", "sub2", "sub3", "sub4", "sub5", "event", "event_id", "transaction_id", "amount", "currency", "commission",
    "commission_id", "status", "ts", "link", "program_id", "partner_id", "payout_id", "coupon", "country",
  ]); // biome-ignore format: a list to skim
});

// biome-ignore format: a table to skim
test.each([
  ["https://t.example/p?c={click_id}&a={amount}", null],
  ["https://t.example/{event}/{event_id}", null],
  ["https://t.example:8443?x={sub1}", null],
  ["https://t.example#{sub5}", null],
  ["https://t.example/plain", null],
  ["https://t.example/?c={clickid}", /\{clickid\} is no macro/],
  ["https://t.example/?c={}", /\{\} is no macro/],
  ["https://t.example/?c={Click_Id}", /is no macro/],
  ["https://t.example/?c={ click_id }", /is no macro/],
  ["https://t.example/?c={toString}", /is no macro/],
  ["https://t.example/?c={click_id", /has no partner/],
  ["https://t.example/?c=click_id}", /has no partner/],
  ["https://t.example/?c={{click_id}}", /has no partner/],
  ["https://{sub1}.t.example/", /host without macros/],
  ["https://{sub1}/", /host without macros/],
  ["https://t.example{sub1}/", /host without macros/],
  ["https://t.example:{sub1}/", /host without macros/],
  ["{sub1}://t.example/", /host without macros/],
  ["{sub1}", /host without macros/],
  [`https://t.example/${"x".repeat(2_000)}`, /at most 2000 characters/],
])("%s as an address: %s", (template, problem) => {
  const found = urlTemplateProblem(template);
  if (problem === null) expect(found).toBeNull();
  else expect(found).toMatch(problem);
});

test("a body may begin with a macro", () => {
  expect(templateProblem("{sub1}={amount}")).toBeNull();
});

// biome-ignore format: a table to skim
test.each([
  ["c={click_id}", { click_id: "01ARZ" }, "c=01ARZ"],
  ["{sub1}{sub1}{sub2}", { sub1: "a", sub2: "b" }, "aab"],
  ["s={sub1}&t={sub2}", { sub1: "a&t=b#c?d/e\\f" }, "s=a%26t%3Db%23c%3Fd%2Fe%5Cf&t="],
  ["{sub1}", { sub1: "{sub2}", sub2: "x" }, "%7Bsub2%7D"],
  ["{sub1}", { sub1: "für 5 €\r\n" }, "f%C3%BCr%205%20%E2%82%AC%0D%0A"],
  ["{sub1}", {}, ""],
])("%s with %j becomes %s", (template, values, expanded) => {
  expect(expand(template, values)).toBe(expanded);
});

test("whatever the values are, they come back from the query unchanged and change nothing else", () => {
  const values = fc.record({ sub1: fc.string({ unit: "grapheme" }), sub2: fc.string({ unit: "grapheme" }) });
  fc.assert(
    fc.property(values, ({ sub1, sub2 }) => {
      const url = new URL(expand("https://t.example/p?a={sub1}&b={sub2}#end", { sub1, sub2 }));
      expect([url.host, url.pathname, url.hash]).toEqual(["t.example", "/p", "#end"]);
      expect([...url.searchParams]).toEqual([
        ["a", sub1],
        ["b", sub2],
      ]);
    }),
  );
});
