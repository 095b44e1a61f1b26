import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { TEMPLATE_NAMES, templateOf } from "@/emails/catalog";
import { deleteFile } from "@/server/brand/files/remove";
import { uploadFile } from "@/server/brand/files/upload";
import { DAY_MS, HOUR_MS, MINUTE_MS, now, setClock } from "@/server/platform/clock";
import { makeWorld, type World } from "@/tests/support/world";
import { readMails, tryAgain } from "./log";
import { composeSample, readMailbox } from "./mailbox";
import { savePreferences } from "./preferences";
import { queueMail } from "./queue";
import { type Post, sendDueMails } from "./send-due";
import { postmarkTransport } from "./transports/postmark";
import { smtpTransport } from "./transports/smtp";
import type { Transport } from "./transports/transport";
import { readOptOut, unsubscribe } from "./unsubscribe";

type Received = { from: string; to: string; raw: string };

let world: World;
const received: Received[] = [];
/** What the server says to the next mails, in turn; then it takes them. */
let answers: (number | null)[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const code = answers.shift() ?? null;
      if (code !== null) return done(Object.assign(new Error("not now"), { responseCode: code }));
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? "" : mailFrom.address;
      received.push({ from, to: rcptTo[0]?.address ?? "", raw: Buffer.concat(chunks).toString() });
      done();
    });
  },
});
let transport: Transport;
let restore = (): void => undefined;

beforeAll(async () => {
  world = await makeWorld();
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  transport = smtpTransport(`smtp://127.0.0.1:${port}`, "partners@acme.example");
});
afterAll(async () => {
  transport.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await world.drop();
});
afterEach(() => {
  restore();
  restore = () => undefined;
  received.length = 0;
  answers = [];
});

const post = (mail: Transport = transport): Post => ({ ...world.services, mail });
const invited = { url: "https://x.example/sign-in", name: "Mara", programs: ["Friends"] };
const paid = { url: "https://x.example/portal", amount: "12.00 USD", rail: "Stripe", reference: "tr_1" };

function write(to: string, cause?: string): Promise<void> {
  return world.database.inBrand(world.brandId, (tx) =>
    queueMail(tx, world.services.secrets, {
      template: "partner_invite",
      to,
      brandName: "Acme",
      data: invited,
      ...(cause && { cause }),
    }),
  );
}

function writePaid(to: string): Promise<void> {
  return world.database.inBrand(world.brandId, (tx) =>
    queueMail(tx, world.services.secrets, { template: "payout_paid", to, brandName: "Acme", data: paid }),
  );
}

const newest = async () =>
  world.database.inBrand(world.brandId, async (tx) => (await readMails(tx, { limit: 1 }))[0]);

it("a mail leaves by SMTP with HTML, plain text and a lasting Message-ID, and its content is forgotten", async () => {
  await write("Mara@Example.com");
  expect(await sendDueMails(post())).toBe(1);
  const [mail] = received;
  expect(mail).toMatchObject({ from: "partners@acme.example", to: "mara@example.com" });
  const read = await PostalMime.parse(mail?.raw ?? "");
  expect(read.from).toMatchObject({ name: "Acme", address: "partners@acme.example" });
  expect(read.subject).toContain("Acme");
  expect(read.html).toContain("https://x.example/sign-in");
  expect(read.text).toContain("https://x.example/sign-in");
  const row = await newest();
  expect(row).toMatchObject({ status: "sent", attempts: 1, error: null });
  expect(read.messageId).toBe(`<${row?.id.toLowerCase()}@acme.example>`);
  const [stored] = await world.database.asSystem(
    "send mail",
    (sql) => sql`select sealed from mails where id = ${row?.id ?? ""}`,
  );
  expect(stored?.["sealed"]).toBeNull();
  expect(await sendDueMails(post())).toBe(0);
});

it("a mail shows the brand's logo at its full address and a fixed size, and its name again once the logo is taken away", async () => {
  const picture = Buffer.alloc(64);
  picture.write("89504e470d0a1a0a0000000d49484452", "hex");
  picture.writeUInt32BE(800, 16);
  picture.writeUInt32BE(100, 20);
  const { id } = await uploadFile(world.ctx, { kind: "logo", name: "logo.png", content: picture });
  await write("logo@example.com");
  await sendDueMails(post());
  const [shown = ""] = /<img[^>]*>/.exec((await PostalMime.parse(received[0]?.raw ?? "")).html ?? "") ?? [];
  for (const part of [
    `src="${world.services.appUrl}/files/${id}"`,
    'alt="Acme"',
    'width="200"',
    'height="25"',
  ])
    expect(shown).toContain(part);
  await deleteFile(world.ctx, id);
  await write("logo@example.com");
  await sendDueMails(post());
  const { html = "" } = await PostalMime.parse(received[1]?.raw ?? "");
  expect(html).not.toContain("<img");
  expect(html).toMatch(/>\s*Acme\s*<\/p>/);
});

it("what a mail says is encrypted while it waits", async () => {
  await write("wait@example.com");
  const [row] = await world.database.asSystem(
    "send mail",
    (sql) => sql`select * from mails where status = 'waiting'`,
  );
  expect(JSON.stringify(row)).not.toContain("x.example");
  await sendDueMails(post());
});

it("one cause writes to one person once", async () => {
  await write("once@example.com", "change 1");
  await write("once@example.com", "change 1");
  await write("other@example.com", "change 1");
  expect(await sendDueMails(post())).toBe(2);
});

it("a mail that is not taken for now is tried again later and later, and then has failed", async () => {
  let time = now();
  restore = setClock(() => time);
  await write("later@example.com");
  answers = Array.from({ length: 8 }, () => 451);
  for (const pause of [
    0,
    MINUTE_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    8 * HOUR_MS,
    DAY_MS,
    DAY_MS,
  ]) {
    time += pause - 1;
    if (pause > 0) expect(await sendDueMails(post())).toBe(0);
    time += 1;
    expect(await sendDueMails(post())).toBe(1);
  }
  expect(received).toEqual([]);
  const failed = await newest();
  expect(failed).toMatchObject({ status: "failed", attempts: 8, error: expect.stringContaining("not now") });
  expect(await world.database.inBrand(world.brandId, (tx) => tryAgain(tx, failed?.id ?? ""))).toBe(true);
  await sendDueMails(post());
  expect(received).toHaveLength(1);
  expect(await world.database.inBrand(world.brandId, (tx) => tryAgain(tx, failed?.id ?? ""))).toBe(false);
});

it("a mail that is refused for good is not tried again", async () => {
  await write("gone@example.com");
  answers = [550];
  await sendDueMails(post());
  expect(await newest()).toMatchObject({ status: "failed", attempts: 1 });
});

it("of two processes one sends", async () => {
  for (let n = 0; n < 30; n++) await write(`many${n}@example.com`);
  await Promise.all([sendDueMails(post()), sendDueMails(post())]);
  expect(new Set(received.map((one) => one.to)).size).toBe(30);
  expect(received).toHaveLength(30);
});

it("mail that is not essential can be unsubscribed from with one click, and is then not sent", async () => {
  await writePaid("tired@example.com");
  await sendDueMails(post());
  const read = await PostalMime.parse(received[0]?.raw ?? "");
  const header = (name: string): string => read.headers.find((one) => one.key === name)?.value ?? "";
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const url = new URL(header("list-unsubscribe").slice(1, -1));
  const optOut = readOptOut(world.services.secrets, url.searchParams.get("t") ?? "");
  expect(optOut).toEqual({ brandId: world.brandId, recipient: "tired@example.com", category: "payouts" });
  if (optOut) await unsubscribe(world.database, optOut);
  await writePaid("tired@example.com");
  await sendDueMails(post());
  expect(received).toHaveLength(1);
  expect(await newest()).toMatchObject({ status: "unwanted" });
  await world.database.inBrand(world.brandId, (tx) =>
    savePreferences(tx, "Tired@example.com", { payouts: true }),
  );
  await writePaid("tired@example.com");
  await sendDueMails(post());
  expect(received).toHaveLength(2);
});

it.each(["", "x", "x.y", "W10.0", `${"a".repeat(5000)}.b`])("the token %j unsubscribes nobody", (token) => {
  expect(readOptOut(world.services.secrets, token)).toBeNull();
});

it("without a mail server mails are kept, and the mailbox shows them whole", async () => {
  await write("kept@example.com");
  await sendDueMails(post(world.services.mail));
  expect(await newest()).toMatchObject({ status: "kept" });
  const [kept] = await readMailbox(post(world.services.mail));
  expect(kept?.mail).toMatchObject({
    to: "kept@example.com",
    text: expect.stringContaining("https://x.example/sign-in"),
  });
});

it("Postmark gets the same mail, and its reasons decide whether it is tried again", async () => {
  const seen: { token: unknown; body: Record<string, unknown> }[] = [];
  const replies = [
    { status: 200, body: { ErrorCode: 0 } },
    { status: 422, body: { ErrorCode: 406, Message: "Inactive recipient" } },
    { status: 500, body: {} },
  ];
  const api = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      seen.push({ token: request.headers["x-postmark-server-token"], body: JSON.parse(text) });
      const { status, body } = replies.shift() ?? { status: 200, body: {} };
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const { port } = api.address() as AddressInfo;
  const postmark = postmarkTransport("a-token", "partners@acme.example", `http://127.0.0.1:${port}`);
  const outcomes: unknown[] = [];
  for (const to of ["a@example.com", "b@example.com", "c@example.com"]) {
    await writePaid(to);
    await sendDueMails(post(postmark));
    outcomes.push((await newest())?.status);
  }
  api.close();
  expect(outcomes).toEqual(["sent", "failed", "waiting"]);
  expect(seen[0]).toMatchObject({
    token: "a-token",
    body: {
      From: '"Acme" <partners@acme.example>',
      To: "a@example.com",
      Subject: expect.stringContaining("12.00 USD"),
    },
  });
});

it.each(TEMPLATE_NAMES)(
  "%s reads well without HTML, and offers to unsubscribe unless it is essential",
  async (name) => {
    const mail = await composeSample(post(), name, world.brandId);
    expect(mail.subject).not.toBe("");
    expect(mail.text.length).toBeGreaterThan(60);
    const addresses = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([address]) => address);
    expect(addresses).toEqual([...new Set(addresses)]);
    expect(mail.html).toMatch(/^<!DOCTYPE html/);
    expect("List-Unsubscribe" in mail.headers).toBe(templateOf(name).category !== "essential");
  },
);
