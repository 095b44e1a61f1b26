import { AppError, assert } from "@/server/platform/errors";
import type { AnyOperation } from "./operation";

export const BASE_PATH = "/api/v1";

export type Match = { operation: AnyOperation; params: Record<string, string> };

type Node = {
  fixed: Map<string, Node>;
  /** Segments with text around their parameters, such as `:table.:format`. */
  patterns: Map<string, { form: RegExp; node: Node }>;
  parameter: Node | null;
  methods: Map<string, { operation: AnyOperation; names: string[] }>;
};

const emptyNode = (): Node => ({
  fixed: new Map(),
  patterns: new Map(),
  parameter: null,
  methods: new Map(),
});

/** Finds the operation of a method and path. A fixed segment wins over a pattern, and that over a parameter, so `/commissions/bulk` is no id. */
export class Router {
  readonly #root = emptyNode();

  constructor(operations: readonly AnyOperation[]) {
    for (const operation of operations) this.#add(operation);
  }

  find(method: string, path: string): Match {
    const { node, values } = this.#at(path);
    const entry = node.methods.get(method);
    if (!entry) {
      const allowed = methodsOf(node);
      throw new AppError("method_not_allowed", `${method} is not possible here; ${allowed} is.`, {
        detail: { allowed },
      });
    }
    const params: Record<string, string> = {};
    entry.names.forEach((name, index) => {
      params[name] = values[index] ?? "";
    });
    return { operation: entry.operation, params };
  }

  /** What an `Allow` header says about a path. */
  allowed(path: string): string {
    return methodsOf(this.#at(path).node);
  }

  #at(path: string): { node: Node; values: string[] } {
    const segments = path.slice(BASE_PATH.length).split("/").slice(1);
    const values: string[] = [];
    const node = path.startsWith(`${BASE_PATH}/`) ? walk(this.#root, segments, 0, values) : null;
    if (!node) throw new AppError("not_found", `There is nothing at ${path.slice(0, 200)}.`);
    return { node, values };
  }

  #add(operation: AnyOperation): void {
    let node = this.#root;
    const names: string[] = [];
    for (const segment of operation.path.split("/").slice(1)) {
      const parameters = [...segment.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
      names.push(...parameters);
      if (parameters.length > 0 && segment !== `:${parameters[0]}`) {
        const known = node.patterns.get(segment) ?? { form: formOf(segment), node: emptyNode() };
        node.patterns.set(segment, known);
        node = known.node;
      } else if (parameters.length > 0) {
        node.parameter ??= emptyNode();
        node = node.parameter;
      } else {
        const next = node.fixed.get(segment) ?? emptyNode();
        node.fixed.set(segment, next);
        node = next;
      }
    }
    assert(
      !node.methods.has(operation.method),
      `${operation.id} has a method and path of its own: ${operation.path}`,
    );
    node.methods.set(operation.method, { operation, names });
  }
}

function methodsOf(node: Node): string {
  const methods = [...node.methods.keys()];
  return [...methods, ...(node.methods.has("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

function walk(node: Node, segments: readonly string[], index: number, values: string[]): Node | null {
  const segment = segments[index];
  if (segment === undefined) return node.methods.size > 0 ? node : null;
  const fixed = node.fixed.get(segment);
  const viaFixed = fixed ? walk(fixed, segments, index + 1, values) : null;
  if (viaFixed || segment === "") return viaFixed;
  const depth = values.length;
  for (const { form, node: next } of node.patterns.values()) {
    const found = form.exec(segment);
    if (!found) continue;
    values.push(...found.slice(1).map(decode));
    const viaPattern = walk(next, segments, index + 1, values);
    if (viaPattern) return viaPattern;
    values.length = depth;
  }
  if (!node.parameter) return null;
  values.push(decode(segment));
  const viaParameter = walk(node.parameter, segments, index + 1, values);
  if (!viaParameter) values.length = depth;
  return viaParameter;
}

function formOf(segment: string): RegExp {
  const literal = segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/:\w+/g, "([^.]+)")}$`);
}

/** A segment that is not valid percent-encoding is taken as it stands; it will match no id. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
