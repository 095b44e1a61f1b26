import { programDoors } from "@/app/_text/console/programs/doors";
import { programs } from "@/app/_text/console/programs/programs";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Choices } from "@/app/_ui/form/choices";
import { Confirm } from "@/app/_ui/form/confirm";
import { Panel } from "@/app/_ui/page/panel";
import { replaceSecret, setIdentify, showSecret } from "../../door-acts";

const { identify: text, cancel } = programDoors;
const WAYS = ["open", "signed", "server"] as const;
type Way = (typeof WAYS)[number];

/** Who may tie a click to a customer, and the secret that signs it. */
export function Identify({ programId, way, writes }: { programId: string; way: Way; writes: boolean }) {
  const id = <input type="hidden" name="id" value={programId} />;
  if (!writes) {
    return (
      <Panel title={text.title} lead={text.lead}>
        <p className="text-sm">{text.kinds[way]}</p>
      </Panel>
    );
  }
  return (
    <Panel title={text.title} lead={text.lead}>
      <ActionForm action={setIdentify}>
        {id}
        <Choices
          name="identifyAuth"
          options={WAYS.map((one) => [one, text.kinds[one]] as const)}
          chosen={way}
        />
        <Button type="submit">{programs.save}</Button>
      </ActionForm>
      {way === "signed" ? (
        <div className="mt-6 border-t border-line pt-5">
          <h3 className="text-sm font-medium">{text.secret}</h3>
          <p className="mt-1 mb-3 text-sm text-ink-soft">{text.secretLead}</p>
          <div className="flex flex-wrap items-start gap-2">
            <ActionForm action={showSecret}>
              {id}
              <Button type="submit">{text.show}</Button>
            </ActionForm>
            <Confirm
              name={text.replace}
              title={text.replaceTitle}
              effect={text.replaceEffect}
              cancel={cancel}
              action={replaceSecret}
            >
              {id}
            </Confirm>
          </div>
        </div>
      ) : null}
    </Panel>
  );
}
