import { StripeFailure } from "../core/failure";
import { Params } from "../core/params";
import type { Incoming, Outgoing, Sandbox } from "../sandbox";
import { ACTIONS } from "./actions";
import { checkoutPage } from "./checkout-page";
import { onboardingPage } from "./onboarding-page";
import { overviewPage } from "./overview-page";
import type { Page, PageReply } from "./page";
import { portalPage } from "./portal-page";

/** Where the pages stand on whatever host serves them. */
export const PAGES_PREFIX = "/dev/stripe";
export const CONTROL_PREFIX = "/_sandbox/";

const PAGES: Readonly<Record<string, Page>> = {
  checkout: checkoutPage,
  connect: onboardingPage,
  portal: portalPage,
};

/** Answers what is not the API: people's pages, and what steers the sandbox. Null for anything else. */
export function web(sandbox: Sandbox, incoming: Incoming): Outgoing {
  const { path } = incoming;
  if (path.startsWith(CONTROL_PREFIX)) return control(sandbox, incoming, path.slice(CONTROL_PREFIX.length));
  if (path === PAGES_PREFIX || path.startsWith(`${PAGES_PREFIX}/`)) {
    return visit(sandbox, incoming, path.slice(PAGES_PREFIX.length + 1).split("/"));
  }
  return null;
}

function visit(sandbox: Sandbox, incoming: Incoming, [kind = "", ...rest]: string[]): Outgoing {
  sandbox.tick();
  if (kind === "") return page({ html: overviewPage(sandbox, PAGES_PREFIX, null) });
  if (kind === "do") return act(sandbox, incoming, rest[0] ?? "");
  const [account = "", id = ""] = rest;
  const merchant = sandbox.accountById(account);
  const show = PAGES[kind];
  if (!merchant || !show) return page({ html: "There is no such page.", status: 404 });
  try {
    const sent = incoming.method === "POST" ? Params.parse(incoming.body) : null;
    return page(show({ sandbox, merchant, id, sent }));
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return page({ html: error.message, status: error.status });
  }
}

/** A button of the overview. A page of another site may not press it. */
function act(sandbox: Sandbox, incoming: Incoming, action: string): Outgoing {
  const origin = incoming.header("origin");
  if (incoming.method !== "POST" || (origin !== null && new URL(origin).host !== incoming.header("host"))) {
    return page({ html: "This may only be asked for from the sandbox's own page.", status: 403 });
  }
  try {
    perform(sandbox, action, incoming.body);
    return page({ location: PAGES_PREFIX });
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return page({ html: overviewPage(sandbox, PAGES_PREFIX, error.message), status: error.status });
  }
}

function control(sandbox: Sandbox, incoming: Incoming, action: string): Outgoing {
  try {
    if (incoming.method !== "POST")
      throw new StripeFailure(405, { type: "invalid_request_error", message: "POST only." });
    perform(sandbox, action, incoming.body);
    return json(200, { ok: true, now: sandbox.environment.now() });
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return json(error.status, { error: error.body });
  }
}

/** `of` names the brand's account; without it, the first one there is. */
function perform(sandbox: Sandbox, action: string, body: string): void {
  const sent = Params.parse(body);
  const of = sent.text("of");
  const merchant = of === undefined ? sandbox.merchants()[0] : sandbox.accountById(of);
  const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!merchant || !known) {
    throw new StripeFailure(404, {
      type: "invalid_request_error",
      message: `Nothing is called ${action} here.`,
    });
  }
  if (action === "clock") known({ sandbox, merchant, sent });
  else sandbox.change(merchant, () => known({ sandbox, merchant, sent }));
}

function page(reply: PageReply): Outgoing {
  if ("location" in reply) return { status: 303, headers: { location: reply.location }, body: "" };
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return { status: reply.status ?? 200, headers, body: reply.html };
}

function json(status: number, body: object): Outgoing {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
