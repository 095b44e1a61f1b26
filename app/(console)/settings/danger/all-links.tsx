import { danger } from "@/app/_text/console/danger";
import { Confirm } from "@/app/_ui/form/confirm";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { When } from "@/app/_ui/value/wire";
import { pauseAllLinks, resumeAllLinks } from "../danger-acts";
import { Effect } from "./effect";

const { pause: text, cancel } = danger;

type Props = {
  of: { links: number; programs: number; pausedAt: string | null; pausedBy: string | null };
  timeZone: string;
  owns: boolean;
};

/** Pauses every link of the brand, or starts them again. */
export function AllLinks({ of, timeZone, owns }: Props) {
  const { pausedAt, pausedBy } = of;
  if (pausedAt === null)
    return (
      <Panel title={text.title} lead={text.lead(of)}>
        {owns && of.links > 0 ? (
          <Confirm
            name={text.action}
            title={text.ask}
            effect={<Effect of={text.effect(of)} />}
            cancel={cancel}
            action={pauseAllLinks}
          />
        ) : null}
      </Panel>
    );
  return (
    <Panel title={text.title}>
      <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        <Badge tone="negative">{text.paused}</Badge>
        <When at={pausedAt} timeZone={timeZone} />
        {pausedBy === null ? null : <span className="break-all">{text.by(pausedBy)}</span>}
      </p>
      {owns ? (
        <Confirm
          name={text.resume}
          title={text.resumeAsk}
          effect={<Effect of={text.resumeEffect(of)} />}
          cancel={cancel}
          look="primary"
          action={resumeAllLinks}
        />
      ) : null}
    </Panel>
  );
}
