import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { portalSettings } from "@/app/_text/portal/settings";
import { Confirm } from "@/app/_ui/form/confirm";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { Listing } from "@/app/_ui/table/listing";
import { RowLink } from "@/app/_ui/table/row-link";
import type { Column } from "@/app/_ui/table/table";
import { When } from "@/app/_ui/value/wire";
import { Act } from "@/app/(console)/developers/_parts/act";
import { DeliveryStatus } from "@/app/(console)/developers/_parts/delivery-columns";
import { ReceiverStatus } from "@/app/(console)/developers/_parts/receiver-status";
import { now } from "@/server/platform/clock";
import { changePostback, newSecret, removePostback, sendTest, setStatus } from "../acts";
import { PostbackForm } from "../form";
import { type Deliveries, loadPostback, PATH } from "../load";

const { webhooks: words } = developers;
const { postbacks: text } = portalSettings;

export const metadata: Metadata = { title: text.title };
type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

export default async function PostbackPage({ params, searchParams }: Props) {
  const [{ id }, search] = await Promise.all([params, searchOf(searchParams)]);
  const { postback, deliveries, next, timeZone } = await loadPostback(id, search);
  const other = postback.status === "active" ? "paused" : "active";
  return (
    <>
      <PageHeader
        title={<span className="break-all">{postback.url}</span>}
        lead={<ReceiverStatus of={postback} timeZone={timeZone} />}
        above={{ href: PATH, name: text.title }}
      />
      <div className="mb-8 flex flex-wrap items-start gap-2">
        <Act name={words.test} fields={{ id }} action={sendTest} />
        <Act
          name={other === "paused" ? words.pause : words.resume}
          fields={{ id, status: other }}
          action={setStatus}
        />
        <Confirm
          name={words.rotate}
          title={words.rotateTitle}
          effect={words.rotateEffect}
          cancel={portalSettings.cancel}
          look="plain"
          action={newSecret}
        >
          <input type="hidden" name="id" value={id} />
        </Confirm>
        <Confirm
          name={words.remove}
          title={words.removeTitle}
          effect={words.removeEffect(postback.url)}
          cancel={portalSettings.cancel}
          action={removePostback}
        >
          <input type="hidden" name="id" value={id} />
        </Confirm>
      </div>
      {isAhead(postback.oldSecretUntil) ? (
        <p className="-mt-4 mb-8 text-sm text-ink-soft">
          {text.oldSecret} <When at={postback.oldSecretUntil} timeZone={timeZone} />
        </p>
      ) : null}
      <Panel title={text.change} className="mb-8">
        <PostbackForm action={changePostback} name={text.save} of={postback}>
          <input type="hidden" name="id" value={id} />
        </PostbackForm>
      </Panel>
      <h2 className="mb-3 font-semibold">{words.deliveries}</h2>
      <Listing
        path={`${PATH}/${id}`}
        search={search}
        label={words.deliveries}
        columns={columnsIn(timeZone)}
        rows={deliveries}
        keyOf={(row) => row.id}
        next={next}
        file="deliveries"
        empty={<Empty title={words.none.title} body={words.none.body} />}
      />
    </>
  );
}

function isAhead(at: string | null): at is string {
  return at !== null && Date.parse(at) > now();
}

function columnsIn(timeZone: string): Column<Deliveries[number]>[] {
  return [
    {
      key: "type",
      name: words.log.type,
      cell: (row) => (
        <RowLink href={`${PATH}/deliveries/${row.id}`}>
          <code className="font-mono text-xs">{row.type}</code>
        </RowLink>
      ),
    },
    { key: "status", name: words.log.status, cell: (row) => <DeliveryStatus of={row} /> },
    {
      key: "when",
      name: words.log.when,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
    { key: "attempts", name: words.log.attempts, align: "right", from: "sm", cell: (row) => row.attempts },
  ];
}
