import { invalid } from "./failure";

type Tree = Map<string, Tree | string>;

/**
 * The parameters of one request, read by name. Stripe writes nesting as `a[b][c]=1` and lists as `a[]=1` or `a[0]=1`. What was
 * never read when the request is done is refused: neither Stripe nor the sandbox ignores a misspelt parameter.
 */
export class Params {
  readonly #tree: Tree;
  readonly #path: string;
  readonly #read = new Set<string>();
  readonly #children = new Map<string, Params>();

  constructor(tree: Tree, path = "") {
    this.#tree = tree;
    this.#path = path;
  }

  static parse(text: string): Params {
    const tree: Tree = new Map();
    for (const [key, value] of new URLSearchParams(text)) place(tree, key, value);
    return new Params(tree);
  }

  /** The parameter's full name, as errors and `param` quote it. */
  name(key: string): string {
    return this.#path === "" ? key : `${this.#path}[${key}]`;
  }

  has(key: string): boolean {
    return this.#tree.has(key);
  }

  text(key: string): string | undefined {
    this.#read.add(key);
    const value = this.#tree.get(key);
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw invalid("Invalid string", { param: this.name(key) });
    return value;
  }

  needText(key: string): string {
    const value = this.text(key);
    if (value === undefined || value === "") throw this.#missing(key);
    return value;
  }

  whole(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined || text === "") return undefined;
    if (!/^-?\d{1,15}$/.test(text)) {
      throw invalid(`Invalid integer: ${text}`, { param: this.name(key), code: "parameter_invalid_integer" });
    }
    return Number(text);
  }

  needWhole(key: string): number {
    const value = this.whole(key);
    if (value === undefined) throw this.#missing(key);
    return value;
  }

  /** An amount in the currency's minor unit, at least `least`. */
  amount(key: string, least = 1): number {
    const value = this.needWhole(key);
    if (value < least) {
      throw invalid(`This value must be greater than or equal to ${least}.`, {
        param: this.name(key),
        code: "parameter_invalid_integer",
      });
    }
    return value;
  }

  decimal(key: string): number | undefined {
    const text = this.text(key);
    if (text === undefined || text === "") return undefined;
    if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(text))
      throw invalid(`Invalid decimal: ${text}`, { param: this.name(key) });
    return Number(text);
  }

  flag(key: string): boolean | undefined {
    const text = this.text(key);
    if (text === undefined || text === "") return undefined;
    if (text === "true" || text === "false") return text === "true";
    throw invalid(`Invalid boolean: ${text}`, { param: this.name(key) });
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const text = this.text(key);
    if (text === undefined || text === "") return undefined;
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw invalid(`Invalid ${this.name(key)}: must be one of ${values.join(", ")}`, {
      param: this.name(key),
    });
  }

  currency(key = "currency"): string {
    const text = this.needText(key).toLowerCase();
    if (/^[a-z]{3}$/.test(text)) return text;
    throw invalid(`Invalid currency: ${text}.`, { param: this.name(key) });
  }

  /** Metadata and its like: names and texts of the caller's own. An empty text removes a name. */
  map(key: string): Record<string, string> {
    this.#read.add(key);
    const value = this.#tree.get(key);
    if (value === undefined || value === "") return {};
    if (typeof value === "string") throw invalid("Invalid object", { param: this.name(key) });
    const entries = [...value].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    return Object.fromEntries(entries);
  }

  child(key: string): Params | undefined {
    this.#read.add(key);
    const known = this.#children.get(key);
    if (known) return known;
    const value = this.#tree.get(key);
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string") throw invalid("Invalid object", { param: this.name(key) });
    const made = new Params(value, this.name(key));
    this.#children.set(key, made);
    return made;
  }

  children(key: string): Params[] {
    const list = this.child(key);
    return list ? [...list.#tree.keys()].flatMap((index) => list.child(index) ?? []) : [];
  }

  texts(key: string): string[] {
    const list = this.child(key);
    return list ? [...list.#tree.keys()].flatMap((index) => list.text(index) ?? []) : [];
  }

  /** Names that nobody asked for. */
  unread(): string[] {
    return [...this.#tree.keys()].flatMap((key) =>
      this.#read.has(key) ? (this.#children.get(key)?.unread() ?? []) : [this.name(key)],
    );
  }

  #missing(key: string) {
    return invalid(`Missing required param: ${this.name(key)}.`, {
      param: this.name(key),
      code: "parameter_missing",
    });
  }
}

function place(tree: Tree, key: string, value: string): void {
  const [first = "", ...rest] = key.split("[").map((part) => part.replace(/\]$/, ""));
  let at = tree;
  const names = [first, ...rest];
  for (const [index, raw] of names.entries()) {
    const name = raw === "" ? String(at.size) : raw;
    if (index === names.length - 1) {
      at.set(name, value);
      return;
    }
    const next = at.get(name);
    if (next instanceof Map) at = next;
    else {
      const made: Tree = new Map();
      at.set(name, made);
      at = made;
    }
  }
}
