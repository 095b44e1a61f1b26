/** What a thing is in the chain. One colour each, on every page. */
export type Kind = "raw" | "derived" | "ledger";

export const textOf: Record<Kind, string> = {
  raw: "text-raw",
  derived: "text-derived",
  ledger: "text-ledger",
};
export const fillOf: Record<Kind, string> = { raw: "bg-raw", derived: "bg-derived", ledger: "bg-ledger" };
export const borderOf: Record<Kind, string> = {
  raw: "border-raw",
  derived: "border-derived",
  ledger: "border-ledger",
};
