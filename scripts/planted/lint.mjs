const query = `import { eq } from "drizzle-orm";
import { brands } from "@/db/schema/tenant/brand";
import type { Tx } from "@/server/platform/postgres/database";

export function rename({ orm, brandId }: Tx, name: string): void {
  orm.update(brands).set({ name }).where(eq(brands.id, brandId));
}
`;

/** Faults that compile, and the rule that must find each. */
export const plantedLint = [
  // Never sent: a Drizzle query starts when it is awaited.
  { file: "server/billing/planted-query.ts", text: query, breaks: "typescript(no-floating-promises)" },
  {
    file: "server/billing/planted-any.ts",
    text: "export const planted: any = 1;\n",
    breaks: "typescript(no-explicit-any)",
  },
  {
    file: "server/billing/planted-assertion.ts",
    text: "export const planted = (list: string[]): string => list[0]!;\n",
    breaks: "typescript(no-non-null-assertion)",
  },
];
