import { developers } from "@/app/_text/console/developers";
import { Panel } from "@/app/_ui/page/panel";
import { When } from "@/app/_ui/value/wire";
import type { SignedIn } from "@/server/api/trpc/caller-for";
import { faultText } from "./delivery-columns";

const { webhooks: text } = developers;
type Delivery = Awaited<ReturnType<SignedIn["call"]["webhookDeliveries"]["getWebhookDelivery"]>>;

/** What was sent, every answer to it, and when it is tried next. */
export function DeliveryLog({ of, timeZone }: { of: Delivery; timeZone: string }) {
  return (
    <div className="flex flex-col gap-6">
      {of.nextAttemptAt === null ? null : (
        <p className="text-sm">
          {text.next} <When at={of.nextAttemptAt} timeZone={timeZone} />
        </p>
      )}
      <Panel title={text.message}>
        <Code>{of.message}</Code>
      </Panel>
      {of.log.map((attempt) => (
        <Attempt key={attempt.number} of={attempt} message={of.message} timeZone={timeZone} />
      ))}
    </div>
  );
}

type AttemptProps = { of: Delivery["log"][number]; message: string; timeZone: string };

function Attempt({ of, message, timeZone }: AttemptProps) {
  const { number, startedAt, durationMs, request, reply, error } = of;
  // A webhook sends the message, which stands above; a postback's form is its own.
  const body = request.body === null || request.body === message ? [] : ["", request.body];
  return (
    <Panel
      title={text.attempt(number)}
      lead={<When at={startedAt} timeZone={timeZone} />}
      aside={<span className="text-sm text-ink-soft">{text.duration(durationMs)}</span>}
    >
      <Code>{[`${request.method} ${request.url}`, ...headerLines(request.headers), ...body].join("\n")}</Code>
      <div className="mt-3">
        <Code>
          {reply
            ? [String(reply.status), ...headerLines(reply.headers), "", reply.body].join("\n")
            : `${text.noReply}${error === null ? "" : `: ${faultText(error)}`}`}
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
