import { programs } from "@/app/_text/console/programs/programs";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import { Choices } from "@/app/_ui/form/choices";
import { CopyButton } from "@/app/_ui/form/copy-button";
import { Panel } from "@/app/_ui/page/panel";
import { setSignup } from "../../acts";

const { signup: text } = programs;
const POLICIES = ["automatic", "review", "off"] as const;
type Props = { programId: string; policy: (typeof POLICIES)[number]; page: string; writes: boolean };

/** Who may join without an invitation, and where. */
export function Signup({ programId, policy, page, writes }: Props) {
  return (
    <Panel title={text.title} lead={text.lead}>
      {policy === "off" ? null : (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
          {text.page}
          <a href={page} className="min-w-0 break-all underline underline-offset-2">
            {page}
          </a>
          <CopyButton text={page} />
        </p>
      )}
      {writes ? (
        <ActionForm action={setSignup}>
          <input type="hidden" name="id" value={programId} />
          <Choices
            name="policy"
            options={POLICIES.map((one) => [one, text.policies[one]] as const)}
            chosen={policy}
          />
          <Button type="submit">{programs.save}</Button>
        </ActionForm>
      ) : (
        <p className="text-sm">{text.policies[policy]}</p>
      )}
    </Panel>
  );
}
