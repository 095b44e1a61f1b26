import { keys as text } from "@/app/_text/keys";
import { Confirm } from "@/app/_ui/form/confirm";
import type { Told } from "@/app/_ui/form/told";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import type { SignedIn } from "@/server/api/trpc/caller-for";

export type Key = Awaited<ReturnType<SignedIn["call"]["apiKeys"]["listApiKeys"]>>["data"][number];

type Shown = {
  timeZone: string;
  more: readonly Column<Key>[];
  revoke(before: Told, form: FormData): Promise<Told>;
};

export function keyColumns({ timeZone, more, revoke }: Shown): Column<Key>[] {
  const { columns: names } = text;
  return [
    {
      key: "name",
      name: names.name,
      cell: (row) => (
        <>
          <span className="font-medium break-words">{row.name}</span>
          <code className="block font-mono text-xs text-ink-soft">{row.prefix}…</code>
        </>
      ),
    },
    ...more,
    {
      key: "made",
      name: names.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} only="date" />,
    },
    {
      key: "expires",
      name: names.expires,
      extra: true,
      cell: ({ expiresAt }) =>
        expiresAt === null ? text.noEnd : <When at={expiresAt} timeZone={timeZone} only="date" />,
    },
    { key: "status", name: names.status, cell: (row) => <KeyStatus of={row} timeZone={timeZone} /> },
    {
      key: "revoke",
      name: text.revoke,
      acts: true,
      cell: (row) => (row.status === "revoked" ? "–" : <Revoke of={row} action={revoke} />),
    },
  ];
}

function Revoke({ of: { id, name }, action }: { of: Key; action: Shown["revoke"] }) {
  return (
    <Confirm
      name={text.revoke}
      title={text.revokeTitle}
      effect={text.revokeEffect(name)}
      cancel={text.cancel}
      action={action}
    >
      <input type="hidden" name="id" value={id} />
    </Confirm>
  );
}

const TONES: Record<Key["status"], Tone> = { active: "ledger", expired: "faint", revoked: "faint" };

/** Whether a key works, and if not, since when. */
function KeyStatus({ of: { status, revokedAt, expiresAt }, timeZone }: { of: Key; timeZone: string }) {
  const since = status === "revoked" ? revokedAt : status === "expired" ? expiresAt : null;
  return (
    <Badge tone={TONES[status]} why={since ? <When at={since} timeZone={timeZone} only="date" /> : null}>
      {text.status[status]}
    </Badge>
  );
}
