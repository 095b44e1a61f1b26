/** Blue reads, green adds, ochre changes, red removes; the word says the same. */
const COLOURS: Record<string, string> = {
  get: "bg-raw-wash text-raw",
  post: "bg-ledger-wash text-ledger",
  put: "bg-derived-wash text-derived",
  patch: "bg-derived-wash text-derived",
  delete: "bg-negative-wash text-negative",
};

export function Method({ name }: { name: string }) {
  return (
    <span
      className={`inline-block rounded px-1.5 py-0.5 font-mono text-xs font-semibold uppercase ${COLOURS[name] ?? ""}`}
    >
      {name}
    </span>
  );
}
