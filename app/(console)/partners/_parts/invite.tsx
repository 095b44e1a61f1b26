import { partners } from "@/app/_text/console/partners";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input } from "@/app/_ui/form/field";
import { invite } from "../acts";

const { invite: text } = partners;
type Props = { programs: readonly { id: string; name: string; status: string }[] };

/** Asks for what a new partner needs: a name, an address, and programs. */
export function Invite({ programs }: Props) {
  const open = programs.filter((one) => one.status === "active");
  return (
    <Confirm
      name={text.button}
      title={text.title}
      effect={<p>{open.length > 0 ? text.effect : text.none}</p>}
      cancel={partners.cancel}
      look="primary"
      action={invite}
    >
      <div className="flex flex-col gap-4">
        <Field label={text.name}>
          <Input name="name" required maxLength={200} autoComplete="off" />
        </Field>
        <Field label={text.email}>
          <Input name="email" type="email" required autoComplete="off" />
        </Field>
        {open.length > 0 ? (
          <fieldset>
            <legend className="mb-1.5 text-sm font-medium">{text.programs}</legend>
            {open.map(({ id, name }) => (
              <Tick key={id} name="programIds" value={id}>
                {name}
              </Tick>
            ))}
          </fieldset>
        ) : null}
        <Tick name="send" value="yes">
          {text.send}
        </Tick>
      </div>
    </Confirm>
  );
}

function Tick({ name, value, children }: { name: string; value: string; children: string }) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5 py-1 text-sm">
      <input type="checkbox" name={name} value={value} defaultChecked className="size-4 accent-ledger" />
      {children}
    </label>
  );
}
