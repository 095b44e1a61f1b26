import { z } from "zod";

/** What stands for a link or a coupon. */
export const code = z
  .string()
  .regex(/^[A-Za-z0-9_-]{3,64}$/, "must be 3 to 64 letters, digits, hyphens or underscores");
