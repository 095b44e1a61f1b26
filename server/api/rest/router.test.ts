import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type AnyOperation, operation } from "./operation";
import { Router } from "./router";

const at = (method: AnyOperation["method"], path: `/${string}`) =>
  operation({
    id: `${method} ${path}`,
    method,
    path,
    tag: "Test",
    summary: "Test",
    access: { scope: "events:write" },
    reply: z.object({}),
    status: 200,
    errors: [],
    run: async () => ({}),
  });

const router = new Router([
  at("GET", "/programs"),
  at("POST", "/programs"),
  at("GET", "/programs/:id"),
  at("GET", "/programs/:id/terms"),
  at("POST", "/commissions/bulk"),
  at("POST", "/commissions/:id/approve"),
  at("GET", "/commissions/:id"),
  at("PUT", "/programs/:id/partners/:partnerId"),
  at("GET", "/export/:table.:format"),
  at("GET", "/export.:format"),
]);

describe("a path leads to", () => {
  it.each([
    ["GET", "/api/v1/programs", "GET /programs", {}],
    ["POST", "/api/v1/programs", "POST /programs", {}],
    ["GET", "/api/v1/programs/7", "GET /programs/:id", { id: "7" }],
    ["GET", "/api/v1/programs/terms/terms", "GET /programs/:id/terms", { id: "terms" }],
    ["GET", "/api/v1/export/clicks.csv", "GET /export/:table.:format", { table: "clicks", format: "csv" }],
    ["GET", "/api/v1/export.ndjson", "GET /export.:format", { format: "ndjson" }],
    ["POST", "/api/v1/commissions/bulk", "POST /commissions/bulk", {}],
    ["POST", "/api/v1/commissions/bulk/approve", "POST /commissions/:id/approve", { id: "bulk" }],
    [
      "PUT",
      "/api/v1/programs/1/partners/2",
      "PUT /programs/:id/partners/:partnerId",
      { id: "1", partnerId: "2" },
    ],
    ["GET", "/api/v1/programs/a%2Fb", "GET /programs/:id", { id: "a/b" }],
    ["GET", "/api/v1/programs/%E0%A4%A", "GET /programs/:id", { id: "%E0%A4%A" }],
    ["GET", "/api/v1/programs/__proto__", "GET /programs/:id", { id: "__proto__" }],
  ])("%s %s → %s", (method, path, id, params) => {
    const match = router.find(method, path);
    expect([match.operation.id, match.params]).toEqual([id, params]);
  });

  it.each([
    ["/api/v1"],
    ["/api/v1/"],
    ["/api/v2/programs"],
    ["/api/v1/program"],
    ["/api/v1/programs/"],
    ["/api/v1//programs"],
    ["/api/v1/programs/1/terms/2"],
    ["/api/v1/constructor"],
  ])("nothing for %s", (path) => {
    expect(() => router.find("GET", path)).toThrow(expect.objectContaining({ code: "not_found" }));
  });
});

it("says what is possible where a method is not", () => {
  const refusal = { code: "method_not_allowed", detail: { allowed: "GET, POST, HEAD, OPTIONS" } };
  expect(() => router.find("DELETE", "/api/v1/programs")).toThrow(expect.objectContaining(refusal));
  expect(router.allowed("/api/v1/commissions/bulk")).toBe("POST, OPTIONS");
});

it("refuses two operations on one method and path", () => {
  expect(() => new Router([at("GET", "/a/:id"), at("GET", "/a/:other")])).toThrow("invariant broken");
});
