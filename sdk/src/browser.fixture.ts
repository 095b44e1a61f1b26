import { vi } from "vitest";

interface Cookie {
  name: string;
  value: string;
  domain: string;
  hostOnly: boolean;
  expires: number;
  text: string;
}

const PUBLIC_SUFFIXES = ["com", "uk", "co.uk", "localhost"];

/** The parts of a browser that the script stands on, kept over several pages as a browser keeps them. */
export class Browser {
  cookies: Cookie[] = [];
  /** Every cookie a page tried to set, as it was written. */
  written: string[] = [];
  readonly storage = new Map<string, string>();
  gpc = false;
  prerendering = false;
  forbids: "nothing" | "storage" | "cookies" | "both" = "nothing";
  private activate: () => void = () => {};

  /** Opens a page: from here on the globals are those of this page. */
  visit(url: string): void {
    const location = new URL(url);
    vi.stubGlobal("location", location);
    vi.stubGlobal("navigator", { globalPrivacyControl: this.gpc });
    vi.stubGlobal("localStorage", this.localStorage());
    const document = {
      referrer: "https://blog.example/",
      prerendering: this.prerendering,
      addEventListener: (_name: string, listener: () => void) => {
        this.activate = listener;
      },
    };
    Object.defineProperty(document, "cookie", {
      get: () => this.read(location.hostname),
      set: (text: string) => this.write(location, text),
    });
    vi.stubGlobal("document", document);
  }

  /** The page that was made ahead of time is looked at. */
  show(): void {
    this.activate();
  }

  /** What an HTTP reply from `host` would set. */
  receive(host: string, text: string): void {
    this.write(new URL(`https://${host}/`), text);
    this.written.pop();
  }

  /** What is kept for a host, as it was set. */
  kept(): string[] {
    return this.live().map(({ text }) => text);
  }

  private read(host: string): string {
    if (this.forbids === "cookies" || this.forbids === "both") throw new Error("SecurityError");
    return this.live()
      .filter(({ domain, hostOnly }) => host === domain || (!hostOnly && host.endsWith(`.${domain}`)))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
  }

  private write(location: URL, text: string): void {
    if (this.forbids === "cookies" || this.forbids === "both") throw new Error("SecurityError");
    this.written.push(text);
    const [pair = "", ...attributes] = text.split("; ");
    const [name = "", value = ""] = pair.split("=");
    const fields = new Map(attributes.map((part) => part.split("=") as [string, string | undefined]));
    const domain = fields.get("Domain") ?? location.hostname;
    const hostOnly = !fields.has("Domain");
    const within = location.hostname === domain || location.hostname.endsWith(`.${domain}`);
    if (!within || (!hostOnly && PUBLIC_SUFFIXES.includes(domain))) return;
    if (fields.has("Secure") && location.protocol !== "https:") return;
    this.cookies = this.cookies.filter(
      (other) => other.name !== name || other.domain !== domain || other.hostOnly !== hostOnly,
    );
    const expires = Date.now() + Number(fields.get("Max-Age")) * 1_000;
    this.cookies.push({ name, value, domain, hostOnly, expires, text });
  }

  private live(): Cookie[] {
    return this.cookies.filter(({ expires }) => expires > Date.now());
  }

  private localStorage(): object {
    const forbidden = () => this.forbids === "storage" || this.forbids === "both";
    const guard = () => {
      if (forbidden()) throw new Error("SecurityError");
      return true;
    };
    return new Proxy(
      {},
      {
        get: (_target, key) => (guard() ? this.storage.get(String(key)) : undefined),
        set: (_target, key, value) => guard() && Boolean(this.storage.set(String(key), String(value))),
        deleteProperty: (_target, key) => guard() && (this.storage.delete(String(key)) || true),
      },
    );
  }
}
