import { type Document, jsonOf } from "@/server/api/openapi/document";
import { exampleOf } from "@/server/api/openapi/example";
import type { ApiRequest, KeyedOperation } from "@/server/api/rest/operation";
import { permitOperation, runOperation } from "@/server/api/rest/run";
import { FileReply } from "@/server/api/rest/wire/file";
import type { Actor, Context } from "@/server/auth/context";
import { AppError } from "@/server/platform/errors";
import { openOutbound } from "@/server/platform/outbound/outbound";
import { textOf } from "../api";
import type { Row, Verdict } from "./row";
import type { Stage } from "./stage";

/** What somebody was told, and what they had said. */
export type Told = { verdict: Verdict; text: string; asked: string };

/** Carries an answer out of a transaction that is undone. */
class Undone extends Error {
  constructor(readonly reply: unknown) {
    super("undone");
  }
}

/** Names lead nowhere here: who may ask is what is asked. */
const NOWHERE = openOutbound({ allowed: [], resolve: async () => [], resolveTexts: async () => [] });
const REFUSED = new Set([401, 403]);
const CLIENT_ERROR = 400;
const NOT_FOUND = 404;
const UNAVAILABLE = 503;

/**
 * What the verb itself answers, without the door that checks before it, in a transaction that is undone. Fails where the input is
 * not even valid, which would prove nothing.
 */
export async function attempt(
  { story, ...ids }: Stage,
  document: Document,
  operation: KeyedOperation,
  row: Row,
  actor: Actor,
): Promise<Told> {
  const { params = {}, query = {}, body = {} } = await row.input({ story, ...ids });
  const least = leastBody(document, operation);
  const raw = { params, query, body: least === null ? undefined : { ...least, ...body } };
  const asked = JSON.stringify(raw);
  const services = { ...story.world.services, outbound: NOWHERE };
  const told = (verdict: Verdict, answer: unknown): Told => {
    // Whom a verb answers, the doors before it must let in.
    if (verdict === "may") permitOperation({ services, actor }, operation);
    return { verdict, text: JSON.stringify(answer ?? ""), asked };
  };
  try {
    await services.database.inBrand(actor.brandId, async (tx) => {
      const ctx: Context = { services, actor, tx };
      const reply = await runOperation(ctx, operation, raw, NO_REQUEST);
      throw new Undone(reply instanceof FileReply ? await textOf(reply.parts) : reply);
    });
    throw new Error("a transaction that had to be undone was not");
  } catch (error) {
    if (error instanceof Undone) return told("may", error.reply);
    if (!(error instanceof AppError) || error.status === CLIENT_ERROR || error.status > UNAVAILABLE)
      throw error;
    const answer = [error.message, error.detail];
    if (REFUSED.has(error.status)) return told(403, answer);
    return told(error.status === NOT_FOUND ? 404 : "may", answer);
  }
}

function leastBody(document: Document, { method, path }: KeyedOperation): object | null {
  const template = path.replace(/:(\w+)/g, "{$1}");
  const documented = document.paths[template]?.[method.toLowerCase()];
  const schema = jsonOf(documented?.requestBody);
  return schema ? Object(exampleOf(schema, document)) : null;
}

const NO_REQUEST: ApiRequest = {
  method: "POST",
  path: "/",
  query: new URLSearchParams(),
  ip: "192.0.2.1",
  header: () => undefined,
  body: async () => Buffer.alloc(0),
};
