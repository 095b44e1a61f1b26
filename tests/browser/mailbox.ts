import { setTimeout as sleep } from "node:timers/promises";

const SOON_MS = 20_000;
const POLL_MS = 200;

/** The address in the latest mail to somebody whose path begins like this, once such a mail is in the mailbox. */
export async function linkMailedTo(origin: string, to: string, path: string): Promise<string> {
  for (let waited = 0; waited < SOON_MS; waited += POLL_MS) {
    const link = await latest(origin, to, path);
    if (link !== null) return link;
    await sleep(POLL_MS);
  }
  throw new Error(`No mail to ${to} with a link to ${path} came to the mailbox.`);
}

async function latest(origin: string, to: string, path: string): Promise<string | null> {
  const list = await textAt(`${origin}/dev/mailbox`);
  const mails = [...list.matchAll(/href="(\/dev\/mailbox\/\w+)".*?<small>to ([^,]+),/g)];
  for (const [, mail = "", address] of mails) {
    if (address !== to) continue;
    const [, plain = ""] = (await textAt(`${origin}${mail}`)).split("<h2>Plain text</h2>");
    const text = plain.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
    const [found] = text.match(new RegExp(`${origin}${path}\\?[^\\s<]*`)) ?? [];
    if (found) return found;
  }
  return null;
}

/** The mailbox is shown to whoever asks for this machine by its name. */
async function textAt(url: string): Promise<string> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url}: ${reply.status}`);
  return reply.text();
}
