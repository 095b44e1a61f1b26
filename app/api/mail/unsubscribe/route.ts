import { sharedServer } from "@/server/api/services";
import { readOptOut, unsubscribe } from "@/server/mail/unsubscribe";

/** Mail programs POST here by themselves (RFC 8058); people get a page with a button, as scanners open every link. */
async function answer(request: Request): Promise<Response> {
  const { services } = await sharedServer();
  const optOut = readOptOut(services.secrets, new URL(request.url).searchParams.get("t") ?? "");
  if (!optOut) return page(404, "This link is not complete. Copy it from the mail again.", "");
  if (request.method !== "POST") {
    return page(200, `No more ${optOut.category} mails to ${masked(optOut.recipient)}?`, BUTTON);
  }
  await unsubscribe(services.database, optOut);
  return page(200, `Done. ${masked(optOut.recipient)} gets no more ${optOut.category} mails.`, "");
}

const BUTTON = '<form method="post"><button>No more of these</button></form>';

/** Enough for its owner to recognise it. */
function masked(address: string): string {
  return escaped(address.replace(/^(.).*@/, "$1…@"));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(status: number, title: string, form: string): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>Mail</title><style>:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.25rem}
button{font:inherit;font-weight:600;padding:.6rem 1rem;border-radius:.5rem;border:1px solid;cursor:pointer}</style></head>
<body><main><h1>${title}</h1>${form}</main></body></html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "referrer-policy": "no-referrer",
  };
  return new Response(html, { status, headers });
}

export const dynamic = "force-dynamic";
export { answer as GET, answer as POST };
