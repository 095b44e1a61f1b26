import { house } from "./house";
import { money } from "./money";
import { roster } from "./roster";
import type { Row } from "./row";
import { tracking } from "./tracking";

/** Who may do what: one row for each operation by its id. What browsers call and what is public has tests of its own. */
export const PERMISSIONS: ReadonlyMap<string, Row> = new Map(
  Object.entries({ ...tracking, ...roster, ...money, ...house }),
);
