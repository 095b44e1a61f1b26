import { partners as text } from "@/app/_text/console/partners";
import { Confirm } from "@/app/_ui/form/confirm";
import { Field, Input, Textarea } from "@/app/_ui/form/field";
import { edit, inviteAgain, reinstate, revoke } from "../../acts";
import type { PartnerPage } from "../load";

/** What can be done with a partner as a whole. */
export function ActsOfPartner({ partner }: Pick<PartnerPage, "partner">) {
  const { id, name, email, status } = partner;
  const about = <input type="hidden" name="id" value={id} />;
  return (
    <>
      <Confirm
        name={text.edit.button}
        title={text.edit.title}
        effect={<p>{text.edit.effect}</p>}
        cancel={text.cancel}
        look="plain"
        action={edit}
      >
        {about}
        <div className="flex flex-col gap-4">
          <Field label={text.invite.name}>
            <Input name="name" required maxLength={200} defaultValue={name} />
          </Field>
          <Field label={text.invite.email}>
            <Input name="email" type="email" required defaultValue={email} />
          </Field>
        </div>
      </Confirm>
      {status === "active" ? (
        <>
          <Confirm
            name={text.invite.again}
            title={text.invite.again}
            effect={<p>{text.invite.againEffect(email)}</p>}
            cancel={text.cancel}
            look="plain"
            action={inviteAgain}
          >
            {about}
          </Confirm>
          <Confirm
            name={text.revoke.button}
            title={text.revoke.title(name)}
            effect={<p>{text.revoke.effect}</p>}
            cancel={text.cancel}
            action={revoke}
          >
            {about}
            <Field label={text.revoke.reason}>
              <Textarea name="reason" maxLength={1000} />
            </Field>
            <label className="mt-3 flex cursor-pointer items-center gap-2.5 text-sm">
              <input type="checkbox" name="notify" value="yes" className="size-4 accent-ledger" />
              {text.revoke.notify}
            </label>
          </Confirm>
        </>
      ) : (
        <Confirm
          name={text.reinstate.button}
          title={text.reinstate.title(name)}
          effect={<p>{text.reinstate.effect}</p>}
          cancel={text.cancel}
          look="primary"
          action={reinstate}
        >
          {about}
        </Confirm>
      )}
    </>
  );
}
