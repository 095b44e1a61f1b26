"use client";

import {
  startTransition,
  useActionState,
  useCallback,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { installText as text } from "@/app/_text/public/install";
import { Button } from "@/app/_ui/form/button";
import { Notice } from "@/app/_ui/page/notice";
import { TermsField } from "@/app/(console)/programs/_editor/terms-field";
import { usualDraft } from "@/app/(console)/programs/draft";
import { installHere, problemsOf } from "./acts";
import { ProgramStep, YouStep } from "./steps";

const STEP = "installStep";

type Props = {
  code: string;
  currencies: string[];
  /** Currencies that the sentence offers. */
  offered: string[];
  timeZones: string[];
  /** How mail leaves, in a sentence. */
  mail: string;
  keepsMail: boolean;
};

/** Three steps of one form: what was typed in one stays while another is looked at, and all is sent together. */
export function Wizard({ code, currencies, offered, timeZones, mail, keepsMail }: Props) {
  const [told, submit, pending] = useActionState(installHere, null);
  const [step, setStep] = useState(0);
  const [leaving, startLeaving] = useTransition();
  /** What is wrong with the step that somebody wanted to leave. */
  const [wrong, setWrong] = useState<string[]>([]);
  const [correcting, setCorrecting] = useState(false);
  const [currency, setCurrency] = useState("USD");
  const [timeZone, setTimeZone] = useState("UTC");
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the script runs, sending the form would only put what was typed into the address.
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, []);
  const name = text.steps[step] ?? "";
  const last = step === text.steps.length - 1;
  const sentTo = told && "sentTo" in told && !correcting ? told.sentTo : null;
  const problems = last && told && "problems" in told ? told.problems : wrong;
  const show = useCallback((next: number): void => {
    setWrong([]);
    setStep(next);
    requestAnimationFrame(() => heading.current?.focus());
  }, []);
  // Each step has its place in the browser's history, so that its way back leads to the step before and not out of the form. One
  // listener for good: one that is replaced while Next listens to the same event would miss it.
  useEffect(() => {
    const onReturn = ({ state }: PopStateEvent): void => show(Number(state?.[STEP] ?? 0));
    addEventListener("popstate", onReturn);
    return () => removeEventListener("popstate", onReturn);
  }, [show]);
  const leave = async (form: FormData): Promise<void> => {
    const found = await problemsOf(step, form);
    if (found.length > 0) return setWrong(found);
    history.pushState({ [STEP]: step + 1 }, "");
    show(step + 1);
  };
  return (
    <>
      {sentTo ? <Sent email={sentTo} keepsMail={keepsMail} onCorrect={() => setCorrecting(true)} /> : null}
      <form
        hidden={sentTo !== null}
        className="card mt-6 p-6 sm:p-8"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          if (!last) return startLeaving(() => leave(form));
          setCorrecting(false);
          startTransition(() => submit(form));
        }}
      >
        <h2 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          {text.step(step + 1, text.steps.length, name)}
        </h2>
        <input type="hidden" name="code" value={code} />
        <fieldset disabled={pending || leaving} className="mt-5 min-w-0 disabled:opacity-70">
          <div hidden={step !== 0}>
            <YouStep
              currencies={currencies}
              timeZones={timeZones}
              currency={currency}
              timeZone={timeZone}
              onCurrency={setCurrency}
              onTimeZone={setTimeZone}
              required={step === 0}
            />
          </div>
          <div hidden={step !== 1}>
            <ProgramStep required={step === 1} />
            <TermsField
              key={currency}
              initial={usualDraft(currency)}
              currencies={[...new Set([currency, ...offered])]}
              timeZone={timeZone}
            />
          </div>
          <div hidden={!last}>
            <p className="text-ink-soft">{text.mail.lead}</p>
            <p className="mt-3 rounded-lg bg-sunken px-4 py-3 text-sm">{mail}</p>
          </div>
          {problems.length > 0 ? (
            <Notice kind="error" className="mt-5">
              {problems.map((problem) => (
                <p key={problem}>{problem}</p>
              ))}
            </Notice>
          ) : null}
          <div className="mt-7 flex justify-between gap-3">
            <Button look="quiet" onClick={() => history.back()} className={step === 0 ? "invisible" : ""}>
              {text.back}
            </Button>
            <Button type="submit" look="primary" disabled={!ready}>
              {last ? text.finish : text.next}
            </Button>
          </div>
        </fieldset>
      </form>
    </>
  );
}

type SentProps = { email: string; keepsMail: boolean; onCorrect(): void };

function Sent({ email, keepsMail, onCorrect }: SentProps) {
  return (
    <section className="card mt-6 p-6 sm:p-8" role="status">
      <h2 className="text-lg font-semibold">{text.sent.title}</h2>
      <p className="mt-2 text-ink-soft">{text.sent.lead(email)}</p>
      {keepsMail ? (
        <p className="mt-4">
          <a href="/dev/mailbox" className="text-link font-medium">
            {text.sent.mailbox}
          </a>
        </p>
      ) : null}
      <p className="mt-6 text-sm text-ink-soft">{text.sent.wrong}</p>
      <Button className="mt-3" onClick={onCorrect}>
        {text.sent.again}
      </Button>
    </section>
  );
}
