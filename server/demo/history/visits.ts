import type { Millis } from "@/server/platform/clock";
import { type DemoClick, imaginedId, type PartnerNumber } from "./facts";
import type { Random } from "./random";

const BROWSERS = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
] as const;

export const BOTS = [
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
] as const;

const COUNTRIES = ["US", "US", "US", "CA", "GB", "DE", "NL", "SE", "AU", "BR"] as const;
const REFERRERS = [
  "https://news.tidewater.example/",
  "https://www.youtube.com/",
  "https://www.linkedin.com/",
  "https://duckduckgo.com/",
  null,
  null,
] as const;

/** One person's arrival in a browser. */
export function visit(random: Random, at: Millis, partner: PartnerNumber): DemoClick {
  return {
    id: imaginedId(at, random),
    at,
    partner,
    userAgent: random.pick(BROWSERS),
    referrer: random.pick(REFERRERS),
    country: random.pick(COUNTRIES),
  };
}
