import { danger } from "@/app/_text/console/danger";
import { Confirm } from "@/app/_ui/form/confirm";
import { Panel } from "@/app/_ui/page/panel";
import { revokeAllKeys } from "../danger-acts";
import { Effect } from "./effect";

const { keys: text, cancel } = danger;

type Props = { of: { secret: number; publishable: number; partner: number }; owns: boolean };

/** Revokes every API key of the brand, and those of partners if asked. */
export function AllKeys({ of, owns }: Props) {
  const some = of.secret + of.publishable + of.partner > 0;
  return (
    <Panel title={text.title} lead={some ? text.lead(of) : text.none}>
      <p className="max-w-[72ch] text-sm text-ink-soft">{text.environment}</p>
      {owns && some ? (
        <div className="mt-4">
          <Confirm
            name={text.action}
            title={text.ask}
            effect={<Effect of={text.effect(of)} />}
            cancel={cancel}
            action={revokeAllKeys}
          >
            {of.partner > 0 ? (
              <label className="flex items-center gap-2 text-sm">
                <input type="checkbox" name="ofPartners" className="size-4 accent-(--negative)" />
                {text.partners(of.partner)}
              </label>
            ) : null}
          </Confirm>
        </div>
      ) : null}
    </Panel>
  );
}
