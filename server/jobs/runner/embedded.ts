import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import type { Services } from "@/server/auth/context";
import { APP_ID, type Tools } from "../client";
import { loggerOf } from "../logger";
import { type Plan, planOf } from "./plan";
import { EMBEDDED_ORIGIN } from "./protocol";
import { Runner } from "./runner";
import { takeEvents } from "./take-events";

/** Functions and the runner that runs them in this process. */
export type Embedded = { inngest: Inngest; functions: readonly InngestFunction.Any[]; runner: Runner };

/** Throws where a function asks for what the runner does not do. */
export function openEmbedded(services: Services, make: (tools: Tools) => InngestFunction.Any[]): Embedded {
  let plans: readonly Plan[] = [];
  let runner: Runner | null = null;
  const inngest = new Inngest({
    id: APP_ID,
    isDev: true,
    logger: loggerOf(services),
    aiMetadata: false,
    checkpointing: false,
    eventKey: "embedded",
    baseUrl: EMBEDDED_ORIGIN,
    // What the SDK sends over the network comes here instead, and events are all that our functions send.
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      if (!url.pathname.startsWith("/e/"))
        throw new Error(`The embedded runner does not answer ${url.pathname}.`);
      const answer = await takeEvents(services.database, plans, await request.text());
      runner?.wake();
      return answer;
    },
  });
  const functions = make({ inngest, services });
  plans = functions.map(planOf);
  runner = new Runner(services, plans, serve({ client: inngest, functions }));
  return { inngest, functions, runner };
}
