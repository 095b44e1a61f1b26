/** A piece of HTML that may be put into a page as it is. */
export type Html = { readonly html: string };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** HTML with values put in. Texts are escaped; pieces made by this function are not. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | null | Html | readonly Html[])[]
): Html {
  const filled = parts.map((part, index) => {
    const value = values[index];
    if (value === undefined || value === null) return part;
    if (typeof value === "object")
      return part + ("html" in value ? value.html : value.map((one) => one.html).join(""));
    return part + String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
  });
  return { html: filled.join("") };
}

const STYLE = `
  :root { color-scheme: light dark; --line: #8884; --accent: #5b4bdb; }
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem; max-width: 64rem; }
  body.narrow { max-width: 28rem; }
  .banner { background: #fde68a; color: #422006; padding: .5rem .75rem; border-radius: .5rem; font-size: .9rem; }
  h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin-top: 2rem; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  td, th { text-align: left; padding: .35rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
  label { display: block; margin: .75rem 0; } form.inline { display: inline; }
  input, select { font: inherit; padding: .4rem .5rem; width: 100%; box-sizing: border-box; }
  form.inline input, form.inline select { width: auto; }
  button { font: inherit; padding: .35rem .8rem; border-radius: .4rem; border: 1px solid var(--line); cursor: pointer; }
  button.main { background: var(--accent); color: white; border: 0; width: 100%; padding: .7rem; margin-top: .5rem; }
  .problem { color: #b91c1c; } .quiet { opacity: .7; } code { font-size: .85em; }
`;

/** A whole page. Each says what it is: nobody should take it for Stripe. */
export function pageOf(title: string, body: Html, narrow = false): string {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>${{ html: STYLE }}</style></head><body class="${narrow ? "narrow" : ""}">
<p class="banner"><strong>Local Stripe sandbox.</strong> No money moves here, and nothing leaves this machine.</p>
<main><h1>${title}</h1>${body}</main></body></html>`.html;
}

/** An amount for a person to read. Stripe's amounts are in the currency's minor unit. */
export function money(amount: number, currency: string): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`;
}

/** A time for a person to read. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
