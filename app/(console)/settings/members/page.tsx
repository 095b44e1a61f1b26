import type { Metadata } from "next";
import { settings } from "@/app/_text/console/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Field, Input } from "@/app/_ui/form/field";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Bulk, type TickedAct } from "@/app/_ui/table/bulk/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import { brandSettings } from "../../_data/brand";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { inviteMember } from "../acts";
import { effectOfReinstating, effectOfRevoking, reinstateSome, revokeSome } from "../bulk-acts";
import { memberColumns } from "./_parts/columns";
import { Roles } from "./_parts/roles";
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
  const columns = memberColumns({ timeZone, writes, email });
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
