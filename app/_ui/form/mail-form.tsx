import { Panel } from "../page/panel";
import { ActionForm } from "./action-form";
import { Submit } from "./submit";
import type { Told } from "./told";

type Props<Kind extends string> = {
  /** `kinds`: those that can be done without. */
  words: { mail: string; mailLead: string; kinds: Readonly<Record<Kind, string>>; save: string };
  wanted: Readonly<Record<NoInfer<Kind>, boolean>>;
  /** Takes a field for each kind, there when it is ticked. */
  action(before: Told, form: FormData): Promise<Told>;
};

/** Which mail somebody wants. */
export function MailForm<Kind extends string>({ words, wanted, action }: Props<Kind>) {
  const kinds = Object.keys(words.kinds) as Kind[]; // its keys are the kinds
  return (
    <Panel title={words.mail} lead={words.mailLead}>
      <ActionForm action={action} className="flex flex-col items-start gap-3 text-sm">
        {kinds.map((kind) => (
          <label key={kind} className="flex cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name={kind}
              defaultChecked={wanted[kind]}
              className="size-4 shrink-0 accent-ledger"
            />
            {words.kinds[kind]}
          </label>
        ))}
        <Submit className="mt-2">{words.save}</Submit>
      </ActionForm>
    </Panel>
  );
}
