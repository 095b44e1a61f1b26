import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import type { Member } from "../../../_data/signed-in";
import { inviteAgain, reinstateMember, revokeMember, setRole } from "../../acts";
import { Roles } from "./roles";

const { members: text, cancel } = settings;
type Row = Awaited<ReturnType<Member["call"]["members"]["listMembers"]>>["data"][number];
const TONES: Record<Row["status"], Tone> = { invited: "derived", active: "ledger", revoked: "faint" };
type Shown = { timeZone: string; writes: boolean; email: string };

export function memberColumns({ timeZone, writes, email }: Shown): Column<Row>[] {
  const since = (row: Row): string | null => {
    const at = row.revokedAt ?? row.joinedAt ?? row.invitedAt;
    return at === null ? null : text.since(dateText(Date.parse(at), timeZone));
  };
  const read: Column<Row>[] = [
    {
      key: "name",
      name: text.columns.name,
      cell: (row) => (
        <>
          <span className="font-medium">{row.name}</span>
          {row.email === email ? <span className="text-ink-soft"> ({text.you})</span> : null}
          <span className="block text-ink-soft max-sm:break-all sm:min-w-36">{row.email}</span>
        </>
      ),
    },
    { key: "role", name: text.columns.role, from: "sm", cell: (row) => text.roles[row.role] },
    {
      key: "status",
      name: text.columns.status,
      cell: (row) => (
        <Badge tone={TONES[row.status]} why={since(row)}>
          {text.status[row.status]}
        </Badge>
      ),
    },
  ];
  return writes
    ? [...read, { key: "acts", name: text.columns.acts, acts: true, cell: (row) => <Change member={row} /> }]
    : read;
}

function Change({ member: { id, name, role, status } }: { member: Row }) {
  const about = <input type="hidden" name="id" value={id} />;
  if (status === "revoked") {
    return (
      <ActionForm action={reinstateMember}>
        {about}
        <Button type="submit">{text.reinstate}</Button>
      </ActionForm>
    );
  }
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ActionForm action={setRole} className="flex flex-wrap gap-2">
        {about}
        <Roles value={role} label={`${text.role}, ${name}`} />
        <Button type="submit">{text.setRole}</Button>
      </ActionForm>
      {status === "invited" ? (
        <ActionForm action={inviteAgain}>
          {about}
          <Button type="submit">{text.again}</Button>
        </ActionForm>
      ) : null}
      <Confirm
        name={text.revoke}
        title={text.revokeTitle}
        effect={text.revokeEffect(name)}
        cancel={cancel}
        action={revokeMember}
      >
        {about}
      </Confirm>
    </div>
  );
}
