import type { Metadata } from "next";
import { KeyList } from "@/app/_keys/key-list";
import { keys as words } from "@/app/_text/keys";
import { portalSettings } from "@/app/_text/portal/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { KEY_STATUSES } from "@/server/auth/key-status";
import { parseId } from "@/server/platform/ids";
import { payoutPlan, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../../_shell/settings-places";
import { makeKey, revokeKey, revokeSome } from "./acts";

const { keys: text } = portalSettings;
const PATH = "/portal/keys";
const MAX_NAME_CHARACTERS = 200;

export const metadata: Metadata = { title: words.title };

export default async function KeysPage({ searchParams }: { searchParams: SearchParams }) {
  const [{ call }, { timeZone }, search] = await Promise.all([
    signedIn(),
    payoutPlan(),
    searchOf(searchParams),
  ]);
  const cursor = parseId(search["cursor"] ?? "");
  const status = KEY_STATUSES.find((one) => one === search["status"]);
  const page = await call.apiKeys.listApiKeys({
    ...(cursor ? { cursor } : {}),
    ...(status ? { status } : {}),
  });
  return (
    <>
      <PageHeader title={words.title} lead={text.lead} />
      <SettingsPlaces />
      <Panel title={words.make} className="mb-6">
        <ActionForm action={makeKey} className="flex max-w-md flex-col items-start gap-4">
          <Field label={words.name} hint={words.nameHint} className="w-full">
            <Input name="name" required maxLength={MAX_NAME_CHARACTERS} autoComplete="off" />
          </Field>
          <Submit>{words.make}</Submit>
        </ActionForm>
      </Panel>
      <KeyList
        path={PATH}
        search={search}
        page={page}
        timeZone={timeZone}
        revoke={revokeKey}
        revokeSome={revokeSome}
        empty={<Empty title={text.empty.title} body={text.empty.body} />}
      />
    </>
  );
}
