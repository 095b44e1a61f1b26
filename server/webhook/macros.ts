/** What a postback's templates can hold, in braces, and what it stands for. What a message lacks is left empty. */
export const MACROS = {
  click_id: "the click that is credited: the `cref`",
  sub1: "the click's `sub1`, and so on to `sub5`",
  sub2: "",
  sub3: "",
  sub4: "",
  sub5: "",
  event: "what the customer did, such as `invoice_paid`; `click` for paid clicks",
  event_id: "the event's id",
  transaction_id: "the event's `externalId`, such as the id of an invoice",
  amount: "the event's value in major units, such as `49.00`; for payouts, the payout's amount",
  currency: "the commission's currency; where there is no commission, that of `amount`",
  commission: "the commission in major units; negative for a clawback",
  commission_id: "the commission's id",
  status: "`attributed`, `pending`, `approved`, `reversed`, `paid`; of a payout `created`, `paid`, `failed`",
  ts: "when it happened, in seconds since 1970",
  link: "the code of the click's link",
  program_id: "the program's id",
  partner_id: "the partner's id",
  payout_id: "the payout's id",
  coupon: "the coupon's code, where the customer redeemed one",
  country: "the click's country, two letters",
} as const;

export type Macro = keyof typeof MACROS;
export type MacroValues = Partial<Record<Macro, string>>;

const BRACED = /\{([^{}]*)\}/g;
const ORIGIN = /^https?:\/\/[^/?#{}]+(?=[/?#]|$)/i;
const MAX_CHARACTERS = 2_000;

/** What keeps a text from being a template; null when nothing does. */
export function templateProblem(template: string): string | null {
  if (template.length > MAX_CHARACTERS) return `a template has at most ${MAX_CHARACTERS} characters`;
  const unknown = [...template.matchAll(BRACED)].map(([, name = ""]) => name).find((name) => !isMacro(name));
  if (unknown !== undefined) {
    return `{${unknown.slice(0, 40)}} is no macro; there are ${Object.keys(MACROS).join(", ")}`;
  }
  return /[{}]/.test(template.replace(BRACED, "")) ? "a brace has no partner" : null;
}

/** The same for an address. Its scheme, host and port are written out: values may not choose who is called. */
export function urlTemplateProblem(template: string): string | null {
  return (
    templateProblem(template) ??
    (ORIGIN.test(template) ? null : "the address starts with https:// or http:// and a host without macros")
  );
}

/** The template with its macros replaced by percent-encoded values. */
export function expand(template: string, values: MacroValues): string {
  return template.replace(BRACED, (_braced, name: string) =>
    encodeURIComponent((isMacro(name) ? values[name] : undefined) ?? ""),
  );
}

function isMacro(name: string): name is Macro {
  return Object.hasOwn(MACROS, name);
}
