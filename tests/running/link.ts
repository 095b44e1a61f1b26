import { SERVER_ADMIN_KEY } from "../support/server/built-server";

type Options = {
  code?: string;
  program?: Record<string, unknown>;
  link?: Record<string, unknown>;
};

const TERMS = { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] };
let made = 0;

/** Makes a program, a partner in it and the partner's link, through the API; resolves with the link's code. */
export async function makeLink(origin: string, options: Options = {}): Promise<string> {
  const name = `made-${process.pid}-${++made}`;
  const { code = name } = options;
  const { id: programId } = await make(origin, "/programs", {
    name,
    slug: name,
    destinationUrl: "https://brand.example/start",
    terms: TERMS,
    ...options.program,
  });
  const email = `${name}@partners.example`;
  const { id: partnerId } = await make(origin, "/partners", { name, email, programIds: [programId] });
  const { id } = await make(origin, "/links", { partnerId, programId, code });
  if (options.link) await send(origin, "PATCH", `/links/${id}`, options.link);
  return code;
}

function make(origin: string, path: string, body: object): Promise<{ id: string }> {
  return send(origin, "POST", path, body);
}

async function send(origin: string, method: string, path: string, body: object): Promise<{ id: string }> {
  const reply = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${SERVER_ADMIN_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string }; // what is made has an id
}
