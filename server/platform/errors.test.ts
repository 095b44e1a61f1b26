import { describe, expect, it, vi } from "vitest";
import { AppError, ERROR_STATUS, found } from "./errors";

describe("an error of the contract", () => {
  it("has the status of its code", () => {
    for (const [code, status] of Object.entries(ERROR_STATUS)) {
      expect(new AppError(code as keyof typeof ERROR_STATUS, "").status).toBe(status);
    }
  });

  it("is known as one when another bundle of this process made it", async () => {
    vi.resetModules();
    const other = await import("./errors");
    expect(other.AppError).not.toBe(AppError);
    expect(new other.AppError("conflict", "Taken.")).toBeInstanceOf(AppError);
  });

  it.each([[new Error("conflict")], [{ code: "conflict" }], [null], ["conflict"]])("%j is none", (value) => {
    expect(value instanceof AppError).toBe(false);
  });
});

it("a row that is there is given back, whatever it holds", () => {
  expect([found(0, "not_found", ""), found("", "not_found", "")]).toEqual([0, ""]);
  expect(() => found(null, "program_not_found", "None.")).toThrow(AppError);
});
