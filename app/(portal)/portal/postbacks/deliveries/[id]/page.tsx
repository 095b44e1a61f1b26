import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Act } from "@/app/(console)/developers/_parts/act";
import { DeliveryStatus } from "@/app/(console)/developers/_parts/delivery-columns";
import { DeliveryLog } from "@/app/(console)/developers/_parts/delivery-log";
import { sendAgain } from "../../acts";
import { loadDelivery, PATH } from "../../load";

const { webhooks: text } = developers;
export const metadata: Metadata = { title: text.deliveries };

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { delivery, timeZone } = await loadDelivery(id);
  return (
    <>
      <PageHeader
        title={delivery.type}
        lead={<DeliveryStatus of={delivery} />}
        above={{ href: `${PATH}/${delivery.receiverId}`, name: text.deliveries }}
      >
        <Act name={text.again} fields={{ id }} action={sendAgain} />
      </PageHeader>
      <DeliveryLog of={delivery} timeZone={timeZone} />
    </>
  );
}
