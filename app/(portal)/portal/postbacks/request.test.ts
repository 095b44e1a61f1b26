import { expect, it } from "vitest";
import { exampleOf } from "./request";

const GET = { method: "GET", body: null } as const;

it("a GET is shown with its macros filled in, and with what a call carries", () => {
  const url = " https://tracker.example/in?id={click_id}&sum={commission}&c={coupon} ";
  expect(exampleOf({ ...GET, url })).toEqual({
    request: [
      "GET https://tracker.example/in?id=01M7YCGWZD8NRMVE2X1HDQRX1W&sum=9.80&c=",
      "webhook-id: 01M7YCH2Q5W7AFKTWXH4WCP4V5",
      "webhook-timestamp: 1794810357",
      "webhook-signature: v1,…",
    ].join("\n"),
  });
});

it("a POST is shown with its body, and is a form", () => {
  const shown = exampleOf({
    url: "https://tracker.example/in",
    method: "POST",
    body: "type={event}&amount={amount} {currency}",
  });
  const request = shown && "request" in shown ? shown.request.split("\n") : [];
  expect(request[0]).toBe("POST https://tracker.example/in");
  expect(request[1]).toBe("content-type: application/x-www-form-urlencoded");
  expect(request.slice(-2)).toEqual(["", "type=invoice_paid&amount=49.00 USD"]);
});

it.each([
  ["nothing is said while nothing is typed", { ...GET, url: "  " }, null],
  ["a macro that is none", { ...GET, url: "https://t.example/?x={clickid}" }, /\{clickid\} is no macro/],
  ["a host that is a macro", { ...GET, url: "https://{sub1}/in" }, /a host without macros/],
  [
    "a brace without its partner in a body",
    { url: "https://t.example/", method: "POST", body: "id={event_id" } as const,
    /a brace has no partner/,
  ],
])("%s", (_, template, problem) => {
  const shown = exampleOf(template);
  if (problem === null) expect(shown).toBeNull();
  else expect(shown).toEqual({ problem: expect.stringMatching(problem) });
});
