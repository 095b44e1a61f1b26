import type { Metadata } from "next";
import { pictures } from "@/app/_text/console/pictures";
import { Confirm } from "@/app/_ui/form/confirm";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { Picture } from "@/app/_ui/page/picture";
import { MAX_FILE_BYTES } from "@/server/brand/files/limits";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { SettingsPlaces } from "../_parts/places";
import { removePicture } from "../picture-acts";
import { Upload } from "./upload";

const { manage: text } = pictures;
export const metadata: Metadata = { title: text.title };

export default async function PicturesPage() {
  const member = await signedIn();
  const { data } = await member.call.files.listFiles({});
  const writes = mayWrite(member);
  const logo = data.find(({ kind }) => kind === "logo");
  const assets = data.filter(({ kind }) => kind === "asset");
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <SettingsPlaces />
      <Panel title={text.logo.title} lead={text.logo.lead} className="mb-6">
        {writes ? <Upload kind="logo" maxBytes={MAX_FILE_BYTES.logo} /> : null}
        <div className="mt-4">
          {logo ? (
            <Pictures of={[logo]} writes={writes} />
          ) : (
            <p className="text-sm text-ink-soft">{text.noLogo}</p>
          )}
        </div>
      </Panel>
      <Panel title={text.assets.title} lead={text.assets.lead} className="mb-6">
        {writes ? <Upload kind="asset" maxBytes={MAX_FILE_BYTES.asset} /> : null}
      </Panel>
      {assets.length === 0 ? (
        <Empty title={text.empty.title} body={text.empty.body} />
      ) : (
        <Pictures of={assets} writes={writes} />
      )}
    </>
  );
}

type File = Awaited<ReturnType<Member["call"]["files"]["listFiles"]>>["data"][number];

function Pictures({ of, writes }: { of: readonly File[]; writes: boolean }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {of.map((file) => (
        <li key={file.id} className="min-w-0">
          <Picture of={file}>
            <div className="mt-auto flex flex-wrap items-center gap-2">
              <CopyButton text={file.url} label={text.address} />
              {writes ? (
                <Confirm
                  name={text.remove}
                  title={text.removeTitle(file.name)}
                  effect={text.removeEffect[file.kind]}
                  cancel={text.cancel}
                  action={removePicture}
                >
                  <input type="hidden" name="id" value={file.id} />
                </Confirm>
              ) : null}
            </div>
          </Picture>
        </li>
      ))}
    </ul>
  );
}
