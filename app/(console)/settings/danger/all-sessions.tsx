import { danger } from "@/app/_text/console/danger";
import { Confirm } from "@/app/_ui/form/confirm";
import { Panel } from "@/app/_ui/page/panel";
import { signEverybodyOut } from "../danger-acts";
import { Effect } from "./effect";

const { signOut: text, cancel } = danger;

/** Ends the sessions of all members but the one that asks. */
export function AllSessions({ of, owns }: { of: { members: number; sessions: number }; owns: boolean }) {
  return (
    <Panel title={text.title} lead={text.lead(of)}>
      {owns && of.sessions > 0 ? (
        <Confirm
          name={text.action}
          title={text.ask}
          effect={<Effect of={text.effect(of)} />}
          cancel={cancel}
          action={signEverybodyOut}
        />
      ) : null}
    </Panel>
  );
}
