import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signUserId } from "./sign";

describe("signUserId", () => {
  it.each([
    ["s3cret", "u1"],
    ["clé", "用户-7"],
  ])("with the secret %j, %j is signed as Node's own HMAC signs it, in hex", async (secret, userId) => {
    expect(await signUserId(secret, userId)).toBe(createHmac("sha256", secret).update(userId).digest("hex"));
  });

  it("refuses an empty secret", async () => {
    await expect(signUserId("", "u1")).rejects.toThrow(TypeError);
  });
});
