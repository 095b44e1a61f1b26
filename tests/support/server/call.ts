/** Asks the API as the brand's server. */
export type Call = (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;

export function callAs(origin: string, adminKey: string): Call {
  return async (method, path, body) => {
    const reply = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply.status === 204 ? {} : ((await reply.json()) as Record<string, unknown>);
  };
}
