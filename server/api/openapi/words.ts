/** What holds for every operation, as Markdown. */
export const INTRODUCTION = `JSON in and out, below one base address, with a key in the \`Authorization\` header.

**Ids** are ULIDs of 26 characters. **Times** are ISO 8601; replies are in UTC, requests may carry any offset or integer milliseconds. **Amounts** are decimals in major units, as text or number, never with more decimals than the currency has; replies add the same in integer minor units.

**Lists** give the newest rows first: \`{ "data": […], "nextCursor": "…" | null }\`. Ask for the next page with \`?cursor=\`, for its size with \`?limit=\` (1 to 100, 50 unless said). A page stays the same while rows arrive. Parameters that an operation does not know are refused.

**Repeating** a request is safe: every POST takes an \`Idempotency-Key\`. For 30 days the same key and body give the first reply again, refusals included; another body is 422. Faults (5xx) and throttling (429) are not kept.

**Errors** are \`{ "error": "<code>", "message": "<a sentence>", "detail"?: …, "requestId": "…" }\`. The code stays the same, the sentence may change. \`X-Request-Id\` is echoed, or made.`;
