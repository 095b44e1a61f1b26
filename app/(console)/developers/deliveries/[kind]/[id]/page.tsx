import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { PageHeader } from "@/app/_ui/page/page-header";
import { brandSettings } from "../../../../_data/brand";
import { orNotFound } from "../../../../_data/outcome";
import { mayWrite, signedIn } from "../../../../_data/signed-in";
import { redeliver } from "../../../_acts/webhooks";
import { Act } from "../../../_parts/act";
import { DeliveryStatus } from "../../../_parts/delivery-columns";
import { DeliveryLog } from "../../../_parts/delivery-log";
import { isPostback } from "../../../kind";

const { webhooks: text } = developers;
export const metadata: Metadata = { title: text.deliveries };
type Props = { params: Promise<{ kind: string; id: string }> };

export default async function DeliveryPage({ params }: Props) {
  const [{ kind, id }, member, { timeZone }] = await Promise.all([params, signedIn(), brandSettings()]);
  const { call } = member;
  const delivery = await orNotFound(
    isPostback(kind)
      ? call.postbackDeliveries.getPostbackDelivery({ id })
      : call.webhookDeliveries.getWebhookDelivery({ id }),
  );
  return (
    <>
      <PageHeader
        title={delivery.type}
        lead={<DeliveryStatus of={delivery} />}
        above={{ href: `/developers/webhooks/${delivery.receiverId}`, name: text.deliveries }}
      >
        {mayWrite(member) ? <Act name={text.again} fields={{ id, kind }} action={redeliver} /> : null}
      </PageHeader>
      <DeliveryLog of={delivery} timeZone={timeZone} />
    </>
  );
}
