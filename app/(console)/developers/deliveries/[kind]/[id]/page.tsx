import type { Metadata } from "next";
import { developers } from "@/app/_text/developers";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { When } from "@/app/_ui/wire";
import { brandSettings } from "../../../../_data/brand";
import { orNotFound } from "../../../../_data/outcome";
import { type Member, mayWrite, signedIn } from "../../../../_data/signed-in";
import { redeliver } from "../../../_acts/webhooks";
import { Act } from "../../../_parts/act";
import { DeliveryStatus } from "../../../_parts/delivery-columns";
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
        above={{ href: "/developers/webhooks", name: text.title }}
      >
        {mayWrite(member) ? <Act name={text.again} fields={{ id, kind }} action={redeliver} /> : null}
      </PageHeader>
      <div className="flex flex-col gap-6">
        <Panel title={text.message}>
          <Code>{delivery.message}</Code>
        </Panel>
        {delivery.log.map((attempt) => (
          <Attempt key={attempt.number} of={attempt} timeZone={timeZone} />
        ))}
      </div>
    </>
  );
}

type Detail = Awaited<ReturnType<Member["call"]["webhookDeliveries"]["getWebhookDelivery"]>>;

function Attempt({ of, timeZone }: { of: Detail["log"][number]; timeZone: string }) {
  const { number, startedAt, durationMs, request, reply, error } = of;
  return (
    <Panel
      title={text.attempt(number)}
      lead={<When at={startedAt} timeZone={timeZone} />}
      aside={<span className="text-sm text-ink-soft">{text.duration(durationMs)}</span>}
    >
      <Code>{[`${request.method} ${request.url}`, ...headerLines(request.headers)].join("\n")}</Code>
      <div className="mt-3">
        <Code>
          {reply
            ? [String(reply.status), ...headerLines(reply.headers), "", reply.body].join("\n")
            : (error ?? text.noReply)}
        </Code>
      </div>
    </Panel>
  );
}

function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function Code({ children }: { children: string }) {
  return (
    <pre className="rounded-lg bg-sunken p-3.5 font-mono text-xs leading-5 break-all whitespace-pre-wrap">
      {children}
    </pre>
  );
}
