import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/server/api/operations/all";
import { Router } from "@/server/api/rest/router";
import { registry } from "@/server/platform/metrics";
import { withMetrics } from "./metrics";

const TOKEN = "a token of the monitoring";
let server: Server;
let origin: string;

beforeAll(async () => {
  const options = { router: new Router(operations), token: TOKEN, figures: () => registry.metrics() };
  const listener = withMetrics((_request, response) => response.end("ok"), options);
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
});

const figures = (token = TOKEN) =>
  fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${token}` } });

describe("/metrics", () => {
  it("is shown to who knows the token, and to nobody else", async () => {
    expect((await fetch(`${origin}/metrics`)).status).toBe(401);
    expect((await figures("a guess")).status).toBe(401);
    const reply = await figures();
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toMatch(/^text\/plain; version=/);
    expect(await reply.text()).toMatch(/^process_cpu_seconds_total /m);
  });

  it("counts requests by route, so that the number of links and ids does not matter", async () => {
    const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (const path of [
      "/r/one",
      "/r/two",
      `/api/v1/commissions/${id}`,
      "/api/v1/nothing",
      "/docs",
      "/health",
    ])
      await (await fetch(`${origin}${path}?q=1`)).text();
    const text = await (await figures()).text();
    const count = (route: string) =>
      new RegExp(
        `openpartner_request_seconds_count\\{method="GET",route="${route}",status="200"\\} (\\d+)`,
      ).exec(text)?.[1];
    expect(["/r/:code", "/api/v1/commissions/:id", "unknown", "page", "/health"].map(count)).toEqual([
      "2",
      "1",
      "1",
      "1",
      "1",
    ]);
    expect(text).not.toContain(id);
  });
});
