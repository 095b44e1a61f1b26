import type { Metadata } from "next";
import { programs as text } from "@/app/_text/console/programs/programs";
import { terms } from "@/app/_text/console/programs/terms";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Panel } from "@/app/_ui/page/panel";
import { Badge } from "@/app/_ui/value/badge";
import { mayWrite, signedIn } from "../../_data/signed-in";
import { ChangeTerms } from "../_editor/change-terms";
import { TermsWords } from "../_parts/terms-words";
import { draftOf } from "../draft";
import { currenciesFor, loadProgram } from "../load";
import { Identify } from "./_parts/identify";
import { Reward } from "./_parts/reward";
import { ProgramSettings } from "./_parts/settings";
import { Signup } from "./_parts/signup";
import { Versions } from "./_parts/versions";
import { WorkingOut } from "./_parts/working-out";

export const metadata: Metadata = { title: text.title };
type Props = { params: Promise<{ id: string }> };

export default async function ProgramPage({ params }: Props) {
  const [{ id }, member] = await Promise.all([params, signedIn()]);
  const { program, versions, policy, page, reward, names, jobs } = await loadProgram(id);
  const { currency, timeZone } = program;
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={program.name} above={{ href: "/programs", name: text.title }}>
        <Badge tone={program.status === "active" ? "ledger" : "faint"}>{text[program.status]}</Badge>
      </PageHeader>
      {jobs.map((job) => (
        <WorkingOut key={job.id} progress={job} writes={writes} />
      ))}
      <div className="flex flex-col gap-6">
        {writes ? (
          <Panel title={terms.change.title} lead={terms.change.lead}>
            <ChangeTerms
              key={program.terms.id}
              programId={program.id}
              initial={draftOf(program.terms, currency)}
              currencies={currenciesFor(currency)}
              timeZone={timeZone}
            />
          </Panel>
        ) : (
          <Panel title={terms.title}>
            <p className="leading-7">
              <TermsWords terms={program.terms} />
            </p>
          </Panel>
        )}
        <Versions versions={versions} inForce={program.terms.id} names={names} timeZone={timeZone} />
        <Signup programId={program.id} policy={policy} page={page} writes={writes} />
        <Reward programId={program.id} of={reward} writes={writes} />
        <Identify programId={program.id} way={program.identifyAuth} writes={writes} />
        <ProgramSettings program={program} writes={writes} />
      </div>
    </>
  );
}
