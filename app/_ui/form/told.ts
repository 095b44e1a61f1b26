/** What an act came to, for the person who asked for it. */
export type Told = { kind: "done" | "error"; text: string; secret?: string } | null;
