/** Something that next-auth can answer to as to Node's response, and the Web response that comes of it. */
export type Capture = { response: object; reply(): Response };

const REDIRECTS = 302;
/** After a form the browser is to ask for the page, not to post the form there again. */
const SEE_OTHER = 303;

export function captured(): Capture {
  const headers = new Map<string, string | string[]>();
  let status = 200;
  let body: string | null = null;
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    end: () => response,
    json(value: unknown) {
      headers.set("content-type", "application/json");
      body = JSON.stringify(value);
      return response;
    },
    send(value: unknown) {
      body = typeof value === "string" ? value : JSON.stringify(value ?? null);
      return response;
    },
  };
  return {
    response,
    reply() {
      const sent = new Headers({ "cache-control": "no-store" });
      for (const [name, value] of headers) {
        for (const one of [value].flat()) sent.append(name, one);
      }
      return new Response(body, { status: status === REDIRECTS ? SEE_OTHER : status, headers: sent });
    },
  };
}
