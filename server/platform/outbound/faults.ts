export type Call = {
  method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD";
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** How much of the reply's body is read; what is longer is cut. */
  maxReplyBytes: number;
};

export type CallReply = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Whether the body was longer than what was read. */
  truncated: boolean;
};

/** Why there is no reply. */
export type CallFault =
  | "invalid_url"
  | "blocked_address"
  | "dns_failed"
  | "connection_refused"
  | "connection_failed"
  | "tls_failed"
  | "timeout"
  | "invalid_response";

export type Answer = { durationMs: number } & (
  | { reply: CallReply; fault: null }
  | { reply: null; fault: CallFault }
);

/** A call that ended without a reply, for a reason that is known. */
export class Refused extends Error {
  readonly fault: CallFault;
  constructor(fault: CallFault) {
    super(fault);
    this.fault = fault;
  }
}

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO)/;
const HTTP = /^(HPE_|ERR_HTTP_|ERR_INVALID_HTTP)/;

/** What Node's error says about the other side. */
export function faultOf(error: unknown): CallFault {
  if (error instanceof Refused) return error.fault;
  const code = codeOf(error);
  if (code === "ECONNREFUSED") return "connection_refused";
  if (code === "ETIMEDOUT") return "timeout";
  if (TLS.test(code)) return "tls_failed";
  if (HTTP.test(code)) return "invalid_response";
  return "connection_failed";
}

/** Whether a connection was found closed, as one is that idled until the other side hung up. */
export function wasHungUp(error: unknown): boolean {
  return ["ECONNRESET", "EPIPE"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
