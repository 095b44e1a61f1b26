import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { terms as words } from "@/app/_text/console/programs/terms";
import { publicProgram as text } from "@/app/_text/public/program";
import { BrandMark } from "@/app/_ui/page/brand-mark";
import { Frame } from "@/app/_ui/page/frame";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { RuleWords } from "@/app/(console)/programs/_parts/terms-words";
import { Apply } from "./apply";
import { Calculator } from "./calculator";
import { programAt, type Shown } from "./load";

export const dynamic = "force-dynamic";
type Props = { params: Promise<{ at: string[] }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await programAt((await params).at.join("/"));
  return found ? { title: text.title(found.program.name, found.brandName) } : {};
}

export default async function PublicProgramPage({ params, searchParams }: Props) {
  const [{ at }, search] = await Promise.all([params, searchOf(searchParams)]);
  const path = at.join("/");
  const found = await programAt(path);
  if (!found) notFound();
  return (
    <Frame>
      <div className="mx-auto max-w-4xl py-12 sm:py-16">
        <Offer of={found} />
        <div className="mt-10 grid items-start gap-6 md:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-6">
            <HowItWorks of={found} />
            <Calculator of={found} path={`/p/${path}`} search={search} />
          </div>
          <Apply path={path} signup={found.signup} />
        </div>
      </div>
    </Frame>
  );
}

/** The terms as the sentence that they are. */
function Offer({ of: { brandName, logo, program, terms } }: { of: Shown }) {
  const last = terms.rules.length - 1;
  return (
    <header>
      {logo === null ? null : (
        <div className="mb-5">
          <BrandMark name={brandName} logo={logo} />
        </div>
      )}
      <p className="eyebrow text-ledger">{text.eyebrow(brandName)}</p>
      <h1 className="mt-3 text-3xl font-semibold tracking-tight break-words sm:text-4xl">{program.name}</h1>
      <p className="mt-5 max-w-[48ch] text-lg leading-8">
        {terms.rules.map((rule, index) => (
          <span key={rule.id} className="block">
            {index === 0 ? text.earn : words.and} <RuleWords rule={rule} />
            {index === last ? "." : ","}
          </span>
        ))}
      </p>
      <p className="mt-4">
        <a href={program.destinationUrl} className="text-link" rel="noopener">
          {text.site(new URL(program.destinationUrl).hostname)}
        </a>
      </p>
    </header>
  );
}

function HowItWorks({ of: { terms, program } }: { of: Shown }) {
  const { facts } = text;
  const model = words.models[terms.attributionModel];
  return (
    <Panel title={facts.title}>
      <Facts
        of={[
          [facts.credit, facts.creditWords(model, terms.attributionWindowDays)],
          [facts.cookie, facts.days(terms.cookieWindowDays)],
          [facts.holdback, facts.holdbackWords(terms.holdbackDays)],
          [facts.currency, program.currency],
        ]}
      />
    </Panel>
  );
}
