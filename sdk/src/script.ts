import { OpenPartner } from "./browser";
import { attempt } from "./browser/attempt";
import type { OpenPartnerConfig } from "./browser/config";

type Call = [method: string, ...parameters: unknown[]];
type Queue = ((...call: Call) => unknown) & { q?: Iterable<Call> };

/**
 * The script tag: `<script async src="https://app.example/op.js" data-key="opk_…" data-consent="granted">`. Starts
 * itself, sets `window.OpenPartner`, and then makes the calls that wait in the page's stub (`op("identify", "u1")`).
 */
attempt(() => {
  const page = window as Window & { OpenPartner?: object; op?: Queue };
  if (page.OpenPartner) return;
  const script = document.currentScript as HTMLScriptElement;
  const data = script.dataset;
  const started = OpenPartner.init({
    // `data-key`, `data-consent`, `data-cookie-name` … are the options of those names.
    ...(data as Partial<OpenPartnerConfig>),
    apiUrl: data.api || new URL("/api/v1", script.src).href,
    cookieWindowDays: Number(data.days) || 90,
  });
  page.OpenPartner = { ...started, ...OpenPartner };
  const waiting = page.op?.q ?? [];
  const methods = started as unknown as Record<string, (...parameters: unknown[]) => unknown>;
  page.op = (method, ...parameters) => attempt(() => methods[method]?.(...parameters));
  for (const call of waiting) page.op(...call);
});
