import type { ReactNode } from "react";
import { portalSettings } from "@/app/_text/portal/settings";
import { ActionForm } from "@/app/_ui/form/action-form";
import { Submit } from "@/app/_ui/form/submit";
import type { Told } from "@/app/_ui/form/told";
import { Facts } from "@/app/_ui/page/panel";
import { Ticks } from "@/app/(console)/developers/_parts/ticks";
import { MACROS } from "@/server/webhook/macros";
import { POSTBACK_TYPES } from "@/server/webhook/types";
import type { Template } from "./request";
import { Templates } from "./templates";

const { postbacks: text } = portalSettings;

type Props = {
  action(before: Told, form: FormData): Promise<Told>;
  name: string;
  /** The postback that is changed. */
  of?: Template & { types: readonly string[] };
  children?: ReactNode;
};

/** Where a postback leads, what it sends, and what it is told. */
export function PostbackForm({ action, name, of, children }: Props) {
  return (
    <ActionForm action={action} className="flex flex-col gap-4">
      {children}
      <Templates of={of} />
      <Macros />
      <Ticks
        legend={text.types}
        hint={text.typesHint}
        name="types"
        of={POSTBACK_TYPES}
        {...(of ? { chosen: of.types } : {})}
      />
      <Submit className="self-start">{name}</Submit>
    </ActionForm>
  );
}

/** Every macro with what it stands for, folded away. */
function Macros() {
  return (
    <details className="rounded-lg border border-line px-4 py-2.5 text-sm">
      <summary className="cursor-pointer font-medium">{text.macros}</summary>
      <div className="mt-3">
        <Facts of={Object.entries(MACROS).map(([name, words]) => [`{${name}}`, words.replaceAll("`", "")])} />
      </div>
    </details>
  );
}
