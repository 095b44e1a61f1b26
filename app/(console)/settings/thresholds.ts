/** One threshold a line, as "EUR 50". A line that says something else comes back as it was written. */
export function readThresholds(written: string): { ok: Record<string, string> } | { wrong: string } {
  const found: Record<string, string> = {};
  for (const line of written.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, currency, amount] = /^([A-Za-z]{3})\s+(\d+(?:[.,]\d+)?)$/.exec(line) ?? [];
    if (currency === undefined || amount === undefined) return { wrong: line };
    found[currency.toUpperCase()] = amount.replace(",", ".");
  }
  return { ok: found };
}

export function writeThresholds(thresholds: Readonly<Record<string, string>>): string {
  return Object.entries(thresholds)
    .map(([currency, amount]) => `${currency} ${amount}`)
    .join("\n");
}
