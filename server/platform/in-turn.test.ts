import { expect, test } from "vitest";
import { inTurn } from "./in-turn";

test("what fails for one keeps none of the others from its turn, and fails the whole in the end", async () => {
  const done: string[] = [];
  const all = inTurn(["a", "b", "c"], async (brand) => {
    if (brand === "b") throw new Error("b's key cannot be read");
    done.push(brand);
  });
  await expect(all).rejects.toMatchObject({
    message: "1 of 3 failed: b's key cannot be read",
    errors: [new Error("b's key cannot be read")],
  });
  expect(done).toEqual(["a", "c"]);
});

test("the answers come in order", async () => {
  expect(await inTurn([1, 2, 3], async (one) => one * 2)).toEqual([2, 4, 6]);
});
