import { request } from "node:http";

/** A visitor's request as it goes over the wire: `fetch` would choose the host and tidy up the path. */
export type Visit = { method?: string; path: string; headers?: Record<string, string> };
export type Answer = { status: number; headers: Record<string, string>; body: string };

const BROWSER =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

/** The visitor comes over https through a proxy on this machine, at the brand's own host unless said otherwise. */
const USUAL = {
  host: "go.brand.example",
  "x-forwarded-proto": "https",
  "user-agent": BROWSER,
  accept: "text/html",
};

let visitors = 0;

/** Each visitor has an address of its own, so that none is too fast. */
export function ask(origin: string, { method = "GET", path, headers = {} }: Visit): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const forwarded = `203.0.113.${++visitors % 250}`;
  return new Promise((resolve, reject) => {
    const asking = request(
      { hostname, port, method, path, headers: { ...USUAL, "x-forwarded-for": forwarded, ...headers } },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on("data", (chunk: Buffer) => chunks.push(chunk));
        reply.on("end", () =>
          resolve({
            status: reply.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
            ),
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}

export function crefOf({ headers }: Answer): string {
  return new URL(headers["location"] ?? "").searchParams.get("cref") ?? "";
}
