import { statement } from "@/app/_text/public/statement";
import { Facts } from "@/app/_ui/page/panel";
import { Moment } from "@/app/_ui/value/moment";
import { Amount } from "@/app/_ui/value/wire";
import { orNotFound } from "@/app/(statement)/_data/found";
import { reader } from "@/app/(statement)/_data/signed-in";
import { Document } from "@/app/(statement)/_parts/document";
import { Entries } from "./entries";

const { payout: text } = statement;

export const metadata = { title: text.title };
export const dynamic = "force-dynamic";

/** What a partner was paid for, as a document that can be printed. */
export default async function PayoutStatementPage({ params }: { params: Promise<{ id: string }> }) {
  const { call } = await reader();
  const { id } = await params;
  const read = await orNotFound(call.statements.getPayoutStatement({ id }));
  const { payout, timeZone } = read;
  const [name, at] = payout.paidAt === null ? [text.planned, payout.createdAt] : [text.on, payout.paidAt];
  return (
    <Document
      title={text.title}
      lead={
        <>
          {text.status[payout.status]} · <Amount of={payout.amount} />
        </>
      }
      sandbox={read.sandbox}
      brand={read.brand}
      partnerName={read.partner.name}
    >
      <div className="mt-6 border-t border-line pt-6">
        <Facts
          of={[
            [name, <Moment key="at" at={Date.parse(at)} timeZone={timeZone} only="date" />],
            [text.way, text.rail(payout.rail)],
            [text.number, <Code key="id">{payout.id}</Code>],
            ...(payout.reference === null
              ? []
              : ([[text.reference, <Code key="reference">{payout.reference}</Code>]] as const)),
          ]}
        />
      </div>
      <Entries of={read} />
    </Document>
  );
}

function Code({ children }: { children: string }) {
  return <span className="font-mono text-[0.8125rem]">{children}</span>;
}
