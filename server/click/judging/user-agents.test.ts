import { expect, test } from "vitest";
import { judgeUserAgent } from "./verdict";

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT}`;
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${WEBKIT}`;
const IPAD = `Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) ${WEBKIT}`;
const WINDOWS = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BLINK}`;
const ANDROID = `Mozilla/5.0 (Linux; Android 10; K) ${BLINK}`;
/** Android's view of a page inside an app. */
const inApp = (device: string) =>
  `Mozilla/5.0 (Linux; Android 14; ${device}; wv) ${BLINK} Version/4.0 Chrome/131.0.6778.81 Mobile Safari/537.36`;

test.each([
  ["Chrome on Windows", `${WINDOWS} Chrome/131.0.0.0 Safari/537.36`],
  ["Edge", `${WINDOWS} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`],
  ["Opera", `${WINDOWS} Chrome/129.0.0.0 Safari/537.36 OPR/115.0.0.0`],
  ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"],
  ["Firefox on Android", "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"],
  ["Safari on a Mac", `${MAC} Version/18.1 Safari/605.1.15`],
  ["Safari on an iPhone", `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`],
  ["Safari on an iPad", `${IPAD} Version/17.6 Mobile/15E148 Safari/604.1`],
  ["Chrome on an iPhone", `${IPHONE} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`],
  ["Firefox on an iPhone", `${IPHONE} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`],
  ["Chrome on Android", `${ANDROID} Chrome/131.0.0.0 Mobile Safari/537.36`],
  ["Samsung's browser", `${ANDROID} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36`],
  [
    "Chrome on a phone of the maker Cubot",
    `Mozilla/5.0 (Linux; Android 9; CUBOT X19) ${BLINK} Chrome/120.0.0.0 Mobile Safari/537.36`,
  ],
  ["DuckDuckGo's browser", `${IPHONE} Version/18.1 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`],
  ["Google's app on an iPhone", `${IPHONE} GSA/344.0.695551749 Mobile/15E148 Safari/604.1`],
  [
    "Instagram on an iPhone",
    `${IPHONE} Mobile/22B83 Instagram 358.0.0.28.96 (iPhone15,3; iOS 18_1; en_US; en; scale=3.00; 1290x2796; 662512341)`,
  ],
  [
    "Instagram on Android",
    `${inApp("SM-S918B Build/UP1A.231005.007")} Instagram 356.0.0.41.101 Android (34/14; 450dpi; 1080x2115; samsung; SM-S918B; dm3q; qcom; de_DE; 659424523)`,
  ],
  ["Threads on Android", `${inApp("Pixel 8")} Barcelona 357.0.0.33.101 Android (34/14; 420dpi; 1080x2400)`],
  [
    "Facebook on an iPhone",
    `${IPHONE} Mobile/22B83 [FBAN/FBIOS;FBAV/488.0.0.73.103;FBBV/659428323;FBDV/iPhone15,3;FBMD/iPhone;FBSN/iOS;FBSV/18.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/80]`,
  ],
  ["Facebook on Android", `${inApp("SM-A546B Build/UP1A")} [FB_IAB/FB4A;FBAV/487.0.0.40.77;IABMV/1;]`],
  [
    "Messenger on an iPhone",
    `${IPHONE} Mobile/22B83 [FBAN/MessengerForiOS;FBAV/484.0.0.33.109;FBDV/iPhone15,3]`,
  ],
  ["Messenger on Android", `${inApp("Pixel 7")} [FB_IAB/Orca-Android;FBAV/484.0.0.62.109;]`],
  [
    "TikTok on an iPhone",
    `${IPHONE} Mobile/22B83 musical_ly_37.2.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US BytedanceWebview/d8a21c6`,
  ],
  [
    "TikTok on Android",
    `${inApp("Pixel 7 Build/UQ1A")} trill_2023704030 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/37.4.3 ByteLocale/de-DE Region/DE BytedanceWebview/d8a21c6`,
  ],
  ["Snapchat on an iPhone", `${IPHONE} Mobile/15E148 Snapchat/13.18.0.42 (like Safari/8619.2.8.10.9, panda)`],
  [
    "Snapchat on Android",
    `${inApp("SM-G991B")} Snapchat/13.17.0.38 (SM-G991B; Android 14#S911BXXS7#34; gzip; )`,
  ],
  ["LINE on an iPhone", `${IPHONE} Mobile/15E148 Safari Line/14.19.0`],
  ["LINE on Android", `${inApp("SO-51D Build/64.2.A.2.207")} Line/14.19.1/IAB`],
  [
    "WeChat on an iPhone",
    `${IPHONE} Mobile/15E148 MicroMessenger/8.0.54(0x18003630) NetType/WIFI Language/en`,
  ],
  [
    "WeChat on Android",
    `${inApp("2211133C Build/UKQ1")} XWEB/1300073 MMWEBSDK/20240404 MMWEBID/2585 MicroMessenger/8.0.49.2600(0x28003156) WeChat/arm64 Weixin NetType/WIFI Language/en ABI/arm64`,
  ],
  ["KakaoTalk on an iPhone", `${IPHONE} Mobile/15E148 KAKAOTALK/11.0.2 (INAPP)`],
  ["KakaoTalk on Android", `${inApp("SM-S926N")} KAKAOTALK/2411030 (INAPP)`],
  ["X on an iPhone", `${IPHONE} Mobile/22B83 Twitter for iPhone/10.68`],
  ["X on Android", `${inApp("Pixel 8 Pro")} TwitterAndroid`],
  ["LinkedIn on an iPhone", `${IPHONE} Mobile/15E148 [LinkedInApp]/9.30.1254`],
  ["LinkedIn on Android", `${inApp("SM-S911U")} [LinkedInApp]/4.1.1020`],
  ["Pinterest on an iPhone", `${IPHONE} Mobile/22B83 [Pinterest/iOS]`],
  ["Pinterest on Android", `${inApp("moto g power")} [Pinterest/Android]`],
  ["Reddit on Android", `${inApp("Pixel 6a")} Reddit/Version 2024.45.0/Build 1810243/Android 14`],
  [
    "Telegram on Android",
    `${inApp("M2101K6G")} Telegram-Android/11.4.2 (Xiaomi M2101K6G; Android 14; SDK 34; HIGH)`,
  ],
  ["Viber on Android", `${inApp("SM-A135F")} Viber/23.7.0.4`],
  ["Twitch's app on an iPhone", `${IPHONE} Mobile/15E148 TwitchApp/22.4`],
  ["Outlook on a Mac", `${MAC} Version/18.1 Safari/605.1.15 Outlook/16.91`],
  ["nothing at all", ""],
])("a person with %s is a visitor", (_who, userAgent) => {
  expect(judgeUserAgent(userAgent)).toEqual({ verdict: "valid", reason: null });
});

test.each([
  ["Slack's preview", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"],
  ["Slack's proxy of pictures", "Slack-ImgProxy (+https://api.slack.com/robots)"],
  ["WhatsApp's preview", "WhatsApp/2.24.23.78 A"],
  ["WhatsApp's preview on an iPhone", "WhatsApp/2.24.22.84 i"],
  ["X's preview", "Twitterbot/1.0"],
  ["Telegram's preview", "TelegramBot (like TwitterBot)"],
  ["Discord's preview", "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)"],
  ["Facebook's preview", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"],
  ["Facebook's catalogue", "facebookcatalog/1.0"],
  [
    "Meta's fetcher",
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
  ],
  [
    "Messages on a Mac and an iPhone",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
  ],
  [
    "LinkedIn's preview",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
  ],
  ["Pinterest's preview", "Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)"],
  [
    "Skype's and Teams' preview",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
  ],
  [
    "KakaoTalk's preview",
    "facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984",
  ],
  ["LINE's preview", "facebookexternalhit/1.1;line-poker/1.0"],
  ["Viber's preview", "Viber/13.3.0 (Link preview)"],
  ["Reddit's preview", "Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)"],
  ["Embedly", "Mozilla/5.0 (compatible; Embedly/0.2; +http://support.embed.ly/)"],
  ["Mastodon's preview", "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/) Bot"],
  ["Bluesky's preview", "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)"],
  ["Signal's preview", "WhatsApp/2"],
  ["Google's crawler", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
  [
    "Google's crawler as a phone",
    `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${BLINK} Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  ],
  ["Bing's crawler", "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"],
  [
    "Apple's crawler",
    `${MAC} Version/17.4 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)`,
  ],
  ["DuckDuckGo's crawler", "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)"],
  ["GPTBot", `Mozilla/5.0 ${BLINK}; compatible; GPTBot/1.2; +https://openai.com/gptbot`],
  ["ClaudeBot", `Mozilla/5.0 ${BLINK}; compatible; ClaudeBot/1.0; +claudebot@anthropic.com`],
  ["Bytespider", `Mozilla/5.0 (Linux; Android 5.0) ${BLINK} Mobile Safari/537.36 (compatible; Bytespider)`],
  ["AhrefsBot", "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"],
  [
    "Gmail's proxy of pictures",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  ],
  ["Office before it opens a link", "Mozilla/4.0 (compatible; ms-office; MSOffice 16)"],
  ["Office on Windows", "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)"],
  [
    "Outlook's link check",
    "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0) Office 365 SafeLinks",
  ],
  ["Proofpoint", "Mozilla/5.0 (compatible; Proofpoint URL Defense)"],
  ["Mimecast", `${WINDOWS} Chrome/120.0.0.0 Safari/537.36 Mimecast`],
  ["Barracuda", "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))"],
  ["UptimeRobot", "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"],
  ["Pingdom", "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)"],
  ["StatusCake", `${WINDOWS} Chrome/98.0.4758.102 Safari/537.36 StatusCake`],
  ["Datadog", `${WINDOWS} Chrome/128.0.0.0 Safari/537.36 DatadogSynthetics`],
  [
    "a browser without a screen",
    `Mozilla/5.0 (X11; Linux x86_64) ${BLINK} HeadlessChrome/131.0.0.0 Safari/537.36`,
  ],
  ["Lighthouse", `${WINDOWS} Chrome/125.0.0.0 Safari/537.36 Chrome-Lighthouse`],
  ["curl", "curl/8.5.0"],
  ["wget", "Wget/1.21.4"],
  ["Python's requests", "python-requests/2.32.3"],
  ["Python's aiohttp", "Python/3.12 aiohttp/3.10.5"],
  ["Go's client", "Go-http-client/2.0"],
  ["Node's client", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)"],
  ["axios", "axios/1.7.7"],
  ["Java's client", "Apache-HttpClient/4.5.14 (Java/17.0.9)"],
  ["Android's client", "okhttp/4.12.0"],
  ["Postman", "PostmanRuntime/7.42.0"],
])("%s is a bot", (_who, userAgent) => {
  const judgement = judgeUserAgent(userAgent);
  expect(judgement.verdict).toBe("bot");
  expect(judgement.reason).toMatch(/^declares itself as .+/);
});
