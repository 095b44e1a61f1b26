import { expect, test } from "vitest";
import { judgeRequest, judgeUserAgent } from "./verdict";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

test.each([
  ["desktop Chrome", CHROME, "valid"],
  [
    "desktop Safari",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "valid",
  ],
  ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "valid"],
  [
    "Instagram on iOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21G80 Instagram 345.0.0.25.105 (iPhone14,5; iOS 17_6; en_US; scale=3.00; 1170x2532)",
    "valid",
  ],
  [
    "Facebook on Android",
    "Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/487.0.0.40.77;]",
    "valid",
  ],
  [
    "TikTok on Android",
    "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36 trill_350001 BytedanceWebview/d8a21c6",
    "valid",
  ],
  [
    "LinkedIn on iOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.8962",
    "valid",
  ],
  ["no user agent", undefined, "valid"],
  ["Googlebot", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot"],
  ["Slack's preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "bot"],
  ["Facebook's preview", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "bot"],
  ["curl", "curl/8.5.0", "bot"],
  ["Office before it opens a link", "Mozilla/4.0 (compatible; ms-office; MSOffice 16)", "bot"],
  [
    "a mail gateway",
    "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0) Office 365 SafeLinks",
    "bot",
  ],
])("%s: %s", (_who, userAgent, verdict) => {
  expect(judgeUserAgent(userAgent).verdict).toBe(verdict);
});

test.each([
  ["HEAD", {}, "prefetch"],
  ["GET", { "sec-purpose": "prefetch;prerender" }, "prefetch"],
  ["GET", { purpose: "prefetch" }, "prefetch"],
  ["GET", { "x-moz": "prefetch" }, "prefetch"],
  ["GET", { "x-purpose": "preview" }, "prefetch"],
  ["GET", {}, "valid"],
])("%s with %o is %s", (method, headers: Record<string, string>, verdict) => {
  expect(judgeRequest(method, (name) => ({ "user-agent": CHROME, ...headers })[name]).verdict).toBe(verdict);
});

test("a verdict that is not valid says why", () => {
  expect(judgeUserAgent("curl/8.5.0").reason).toMatch(/^declares itself as /);
});
