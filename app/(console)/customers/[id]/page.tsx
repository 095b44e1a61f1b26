import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { customers } from "@/app/_text/console/customers";
import { Notice } from "@/app/_ui/page/notice";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { When } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { Steps } from "../_parts/steps";
import { loadPath } from "../load";

const { one: text } = customers;
export const metadata: Metadata = { title: text.title };

export default async function CustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const id = parseId((await params).id);
  if (!id) notFound();
  const { path, names, timeZone } = await loadPath(id);
  const [first, ...others] = path.userIds;
  return (
    <>
      <PageHeader
        title={<span className="font-mono text-xl break-all">{first ?? text.title}</span>}
        lead={
          <>
            {text.facts.first} <When at={path.createdAt} timeZone={timeZone} />
            {others.length > 0 ? ` · ${text.merged(path.userIds.length)}: ${path.userIds.join(", ")}` : ""}
          </>
        }
        above={{ href: "/customers", name: customers.title }}
      />
      {path.cut ? (
        <Notice kind="note" className="mb-6">
          {text.cut}
        </Notice>
      ) : null}
      <Panel title={text.path} lead={text.pathLead}>
        <Steps steps={path.steps} names={names} timeZone={timeZone} />
      </Panel>
    </>
  );
}
