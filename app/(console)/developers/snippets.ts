/** Programs to paste, with this server's own address in them. */
export const FRAMEWORKS = ["script", "next", "express", "hono", "other"] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** What keeps the click on the visitor's device, for each framework. */
export function keepSnippet(framework: Framework, appUrl: string): string {
  switch (framework) {
    case "script":
      return scriptSnippet(appUrl);
    case "next":
      return `// middleware.ts (proxy.ts from Next.js 16)
import { withCref } from "@openpartner/sdk/middleware";
import { NextResponse } from "next/server";

export const middleware = withCref(() => NextResponse.next(), { domain: "your-domain.com" });`;
    case "express":
      return `import { expressCref } from "@openpartner/sdk/middleware";

app.use(expressCref({ domain: "your-domain.com" }));`;
    case "hono":
      return `import { honoCref } from "@openpartner/sdk/middleware";

app.use(honoCref({ domain: "your-domain.com" }));`;
    case "other":
      return `import { keepCref } from "@openpartner/sdk/middleware";

// Deno, Bun, Workers, SvelteKit: whatever answers a Request with a Response
return keepCref(request, response, { domain: "your-domain.com" });`;
  }
}

/** What tells of a signup and a payment, from a server. */
export function tellSnippet(appUrl: string): string {
  return `import { OpenPartnerServer } from "@openpartner/sdk/server";

const op = new OpenPartnerServer({
  apiUrl: "${appUrl}/api/v1",
  apiKey: process.env.OPENPARTNER_KEY ?? "",
});

await op.identify({ cref, userId: user.id }); // cref: the cookie _cref
await op.trackEvent({
  userId: user.id,
  type: "invoice_paid",
  value: "49.00",
  currency: "USD",
  externalId: invoice.id,
});`;
}

export function scriptSnippet(appUrl: string): string {
  return `<script>window.op = window.op || function () { (op.q = op.q || []).push(arguments) }</script>
<script async src="${appUrl}/op.js" data-key="opk_…" data-consent="granted"></script>
<script>op("identify", "user-1")</script> <!-- after signup and login -->`;
}
