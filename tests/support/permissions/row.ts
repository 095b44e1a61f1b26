import type { Scope } from "@/server/auth/scopes";
import type { Stage } from "./stage";

/** What somebody is told: "may" is any answer but a refusal; 404 hides that the row is there at all. */
export type Verdict = "may" | 403 | 404;

type Input = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Added to the least body that the operation's schema allows. */
  body?: Record<string, unknown>;
};

/** Who may call one operation with one input, which is about the first partner of the first brand. */
export type Row = {
  /** The one scope with which a key may; "all": only a key that has all of them. */
  scope: Scope | "all";
  /** What a key needs besides, to get through the door. */
  also?: Scope;
  /** The scope of a partner's key, where it is another one. */
  partnerScope?: Scope;
  viewer: "may" | 403;
  /** Absent: may. */
  admin?: 403;
  /** The partner whom the input is about, in the portal or by key. */
  partner: Verdict;
  /** Another partner of the same brand. */
  other: Verdict;
  /** The owner of another brand. */
  foreign: Verdict;
  input: (stage: Stage) => Input | Promise<Input>;
};

type Make = (scope: Row["scope"], input?: Row["input"], more?: Partial<Row>) => Row;

const none: Row["input"] = () => ({});
const viewerOf = (scope: Row["scope"]): Row["viewer"] => (scope.endsWith(":read") ? "may" : 403);

/** The brand's own row: another brand does not find it, and partners are refused. */
export const ofBrand: Make = (scope, input = none, more = {}) => ({
  scope,
  viewer: viewerOf(scope),
  partner: 403,
  other: 403,
  foreign: 404,
  input,
  ...more,
});

/** What concerns the asking brand as a whole, so that another brand's owner gets their own. */
export const ofAnyBrand: Make = (scope, input = none, more = {}) =>
  ofBrand(scope, input, { foreign: "may", ...more });

/** A partner's row: that partner's and the brand's. */
export const ofPartner: Make = (scope, input = none, more = {}) =>
  ofBrand(scope, input, { partner: "may", other: 404, ...more });

/** A list that shows everybody what is theirs. The test looks for rows of others in it. */
export const listOfAll: Make = (scope, input = none, more = {}) =>
  ofBrand(scope, input, { partner: "may", other: "may", foreign: "may", ...more });
