import { expect, inject, it } from "vitest";

it.each(["/api", "/api/v1", "/api/v1/", "/api/v2/programs", "/api/v1/nothing"])(
  "%s is told to be unknown in JSON",
  async (path) => {
    const reply = await fetch(`${inject("origin")}${path}`, { method: "POST", body: "{}" });
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ error: "not_found", requestId: expect.any(String) });
  },
);

it("another unknown address is a page", async () => {
  const reply = await fetch(`${inject("origin")}/nothing`);
  expect([reply.status, reply.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
});
