/** How the visitors' requests are spread over links and addresses. */
export type Crowd = { links: number; addresses: number; firstAddress: number };

const REQUESTS = 100_000;
/** Zipf's exponent: of 10,000 links the first gets a tenth of the clicks. */
const SKEW = 1;

const USER_AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 358.0.0.28.96 (iPhone15,3; iOS 18_1; en_US; en; scale=3.00; 1290x2796; 662512341)",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
];

const codeOf = (link: number): string => `link${link}`;

/** Requests as bytes, made beforehand so that sending costs next to nothing. The same ones in each run. */
export function makeRequests(crowd: Crowd): Buffer[] {
  const random = generator();
  const shares = cumulativeShares(crowd.links);
  return Array.from({ length: REQUESTS }, () => {
    const link = 1 + search(shares, random());
    const address = crowd.firstAddress + Math.floor(random() * crowd.addresses);
    const userAgent = USER_AGENTS[Math.floor(random() * USER_AGENTS.length)];
    return Buffer.from(
      `GET /r/${codeOf(link)}?utm_source=news HTTP/1.1\r\nHost: go.brand.example\r\nUser-Agent: ${userAgent}\r\n` +
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-GB,en;q=0.9\r\n" +
        `Accept-Encoding: gzip, deflate, br\r\nReferer: https://blog.example/post/${link}\r\n` +
        `X-Forwarded-For: 10.${address >> 16}.${(address >> 8) & 255}.${address & 255}\r\nX-Forwarded-Proto: https\r\n\r\n`,
      "latin1",
    );
  });
}

/** Which share of all clicks goes to this link or one before it. */
function cumulativeShares(links: number): Float64Array {
  const shares = new Float64Array(links);
  let sum = 0;
  for (let n = 0; n < links; n++) shares[n] = sum += 1 / (n + 1) ** SKEW;
  return shares.map((share) => share / sum);
}

function search(shares: Float64Array, share: number): number {
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle] ?? 1) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers between 0 and 1 that repeat in every run (mulberry32). */
function generator(): () => number {
  let state = 42;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
