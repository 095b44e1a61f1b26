import { portal } from "@/app/_text/portal/portal";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Field, Input, Select } from "@/app/_ui/form/field";
import { Submit } from "@/app/_ui/form/submit";
import { Panel } from "@/app/_ui/page/panel";
import { makeLink } from "./acts";

const { links: text } = portal;
const MAX_CODE_CHARACTERS = 64;

type Props = { programs: readonly { id: string; name: string; destinationUrl: string }[] };

/** Makes a link in one step: with nothing filled in it leads to the program's page. */
export function MakeLink({ programs }: Props) {
  const [first] = programs;
  if (!first) return <p className="mb-6 text-sm text-ink-soft">{text.none}</p>;
  const where = new URL(first.destinationUrl).hostname;
  return (
    <Panel title={text.makeTitle} className="mb-6">
      <ActionForm action={makeLink} className="grid items-start gap-4 sm:grid-cols-2">
        {programs.length === 1 ? (
          <input type="hidden" name="programId" value={first.id} />
        ) : (
          <Field label={text.program} className="sm:col-span-2">
            <Select name="programId">
              {programs.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={text.destination} hint={text.destinationHint(where)}>
          <Input name="destinationUrl" type="url" placeholder={first.destinationUrl} autoComplete="off" />
        </Field>
        <Field label={text.code} hint={text.codeHint}>
          <Input name="code" maxLength={MAX_CODE_CHARACTERS} autoComplete="off" spellCheck={false} />
        </Field>
        <Submit className="justify-self-start">{text.make}</Submit>
      </ActionForm>
    </Panel>
  );
}
