import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Bulk, type TickedAct } from "@/app/_ui/table/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { inviteAgain, inviteMember, reinstateMember, revokeMember, setRole } from "../acts";
import { effectOfReinstating, effectOfRevoking, reinstateSome, revokeSome } from "../bulk-acts";
import { memberQuery, PATH } from "./search";

const { members: text, cancel } = settings;
export const metadata: Metadata = { title: text.title };
const BULK = "members";

export default async function MembersPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const { data, nextCursor } = await member.call.members.listMembers(memberQuery(search));
  const writes = mayWrite(member);
  const { email } = member.viewer;
  const columns = columnsIn({ timeZone, writes, email });
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      {writes ? <Invite /> : null}
      <Listing
        path={PATH}
        search={search}
        label={text.title}
        columns={columns}
        rows={data}
        keyOf={(row) => row.id}
        next={nextCursor}
        file="members"
        filters={FILTERS}
        empty={null}
        select={
          writes ? { form: BULK, nameOf: (row) => row.name, can: (row) => row.email !== email } : undefined
        }
      />
      {writes ? <Bulk form={BULK} cancel={cancel} acts={[REINSTATE, REVOKE]} /> : null}
    </>
  );
}

const FILTERS: readonly Filter[] = [
  { kind: "choice", name: "role", label: text.anyRole, options: Object.entries(text.roles) },
  { kind: "choice", name: "status", label: text.anyStatus, options: Object.entries(text.status) },
];

const REINSTATE: TickedAct = {
  name: text.reinstate,
  title: text.reinstateTitle,
  look: "primary",
  effect: effectOfReinstating,
  action: reinstateSome,
};
const REVOKE: TickedAct = {
  name: text.revoke,
  title: text.revokeSomeTitle,
  look: "danger",
  effect: effectOfRevoking,
  action: revokeSome,
};

function Invite() {
  return (
    <Panel title={text.inviteTitle} className="mb-6">
      <ActionForm action={inviteMember} makes className="flex flex-wrap items-end gap-3">
        <Field label={text.email} className="w-full sm:w-64">
          <Input name="email" type="email" required autoComplete="off" />
        </Field>
        <Field label={text.name} className="w-full sm:w-48">
          <Input name="name" required maxLength={200} autoComplete="off" />
        </Field>
        <Field label={text.role}>
          <Roles value="viewer" />
        </Field>
        <Button type="submit" look="primary">
          {text.invite}
        </Button>
      </ActionForm>
    </Panel>
  );
}

function Roles({ value, label }: { value: string; label?: string }) {
  return (
    <Select name="role" className="min-w-24" defaultValue={value} {...(label ? { "aria-label": label } : {})}>
      {Object.entries(text.roles).map(([role, name]) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </Select>
  );
}

type Row = Awaited<ReturnType<Member["call"]["members"]["listMembers"]>>["data"][number];
const TONES: Record<Row["status"], Tone> = { invited: "derived", active: "ledger", revoked: "faint" };
type Shown = { timeZone: string; writes: boolean; email: string };

function columnsIn({ timeZone, writes, email }: Shown): Column<Row>[] {
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
          <span className="block min-w-36 text-ink-soft max-sm:break-all">{row.email}</span>
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
      <ActionForm action={setRole} className="flex gap-2">
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
