"use client";

import { type ReactNode, startTransition, useActionState, useRef } from "react";
import { Notice } from "../page/notice";
import { CopyButton } from "./copy-button";
import type { Told } from "./told";

type Props = {
  action(before: Told, form: FormData): Promise<Told>;
  id?: string;
  /** Says that the act succeeded, in the form's place; not where there is a secret to read. */
  onDone?(text: string): void;
  /** Whether it makes something new each time. What shows a secret does so anyway. */
  makes?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * A form that says what came of it. What was typed stays where it failed: React would empty a form whose action it runs itself. One
 * that made something is empty again, so that pressing once more does not make it twice.
 */
export function ActionForm({ action, id, onDone, makes = false, className = "", children }: Props) {
  const here = useRef<HTMLFormElement>(null);
  // Said before the page shows what has changed: the row, and this form with it, may then be gone.
  const act = async (before: Told, form: FormData): Promise<Told> => {
    const came = await action(before, form);
    if (came?.kind !== "done") return came;
    if (makes || came.secret) here.current?.reset();
    if (came.secret || !onDone) return came;
    onDone(came.text);
    return null;
  };
  const [told, submit, pending] = useActionState(act, null);
  return (
    <form
      ref={here}
      id={id}
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        const { nativeEvent, currentTarget } = event;
        const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
        const form = new FormData(currentTarget, submitter);
        startTransition(() => submit(form));
      }}
    >
      <fieldset disabled={pending} className={`min-w-0 disabled:opacity-70 ${className}`}>
        {children}
      </fieldset>
      {told ? (
        <Notice kind={told.kind} className="mt-3">
          {told.text}
          {told.secret ? (
            <span className="mt-2 flex items-center gap-3">
              <code className="min-w-0 font-mono text-xs break-all">{told.secret}</code>
              <CopyButton text={told.secret} />
            </span>
          ) : null}
        </Notice>
      ) : null}
    </form>
  );
}
