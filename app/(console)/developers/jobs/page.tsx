import type { Metadata } from "next";
import { developers } from "@/app/_text/console/developers";
import { table } from "@/app/_text/table";
import { ButtonLink } from "@/app/_ui/form/button";
import { Empty } from "@/app/_ui/page/empty";
import { PageHeader } from "@/app/_ui/page/page-header";
import { Facts, Panel } from "@/app/_ui/page/panel";
import { type SearchParams, searchOf } from "@/app/_ui/table/address";
import { type Filter, Filters } from "@/app/_ui/table/filters";
import { Pager } from "@/app/_ui/table/pager";
import { type Column, Table } from "@/app/_ui/table/table";
import { Badge, type Tone } from "@/app/_ui/value/badge";
import { dateText } from "@/app/_ui/value/moment";
import { When } from "@/app/_ui/value/wire";
import { parseId } from "@/server/platform/ids";
import { brandSettings } from "../../_data/brand";
import { type Member, mayWrite, signedIn } from "../../_data/signed-in";
import { runAgain } from "../_acts/jobs";
import { Act } from "../_parts/act";
import { DeveloperPlaces } from "../_parts/places";
import { SetAside } from "../_parts/set-aside";

const { jobs: text } = developers;
export const metadata: Metadata = { title: text.title };
const PATH = "/developers/jobs";

export default async function JobsPage({ searchParams }: { searchParams: SearchParams }) {
  const [member, { timeZone }, search] = await Promise.all([
    signedIn(),
    brandSettings(),
    searchOf(searchParams),
  ]);
  const { call } = member;
  const state = STATES.find((one) => one === search["state"]);
  const cursor = parseId(search["cursor"] ?? "");
  const [status, runs, aside] = await Promise.all([
    call.jobs.getJobsStatus(),
    call.jobs.listJobRuns({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }),
    call.jobs.listChangesSetAside({}),
  ]);
  const writes = mayWrite(member);
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} />
      <DeveloperPlaces />
      <Standing status={status} timeZone={timeZone} />
      <SetAside changes={aside.data} timeZone={timeZone} writes={writes} />
      <h2 className="mt-8 mb-3 font-semibold">{text.runs}</h2>
      <Filters path={PATH} search={search} filters={[STATE]} />
      {runs.data.length > 0 ? (
        <Table
          label={text.runs}
          columns={columns(timeZone, writes)}
          rows={runs.data}
          keyOf={(row) => row.id}
        />
      ) : state || cursor ? (
        <Empty title={table.nothing.title} body={table.nothing.body}>
          <ButtonLink href={PATH}>{table.clear}</ButtonLink>
        </Empty>
      ) : (
        <Empty title={text.empty.title} body={text.empty.body} />
      )}
      <Pager path={PATH} search={search} next={runs.nextCursor} />
    </>
  );
}

const STATES = ["open", "done", "failed"] as const;
const STATE: Filter = {
  kind: "choice",
  name: "state",
  label: text.anyState,
  options: Object.entries(text.states),
};
const TONES: Record<(typeof STATES)[number], Tone> = { open: "derived", done: "ledger", failed: "negative" };

type Status = Awaited<ReturnType<Member["call"]["jobs"]["getJobsStatus"]>>;

function Standing({ status: { outbox, runs, schedule }, timeZone }: { status: Status; timeZone: string }) {
  const since = outbox.oldestAt === null ? null : dateText(Date.parse(outbox.oldestAt), timeZone);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <Panel>
        <Facts
          of={[
            [text.outbox, text.outboxWords(outbox.waiting, since)],
            [text.open, runs.open],
            [text.failed, runs.failed],
          ]}
        />
      </Panel>
      <Table
        label={text.schedule}
        columns={clockColumns(timeZone)}
        rows={schedule}
        keyOf={(row) => row.function}
      />
    </div>
  );
}

function clockColumns(timeZone: string): Column<Status["schedule"][number]>[] {
  return [
    { key: "function", name: text.cron.function, cell: (row) => row.function },
    {
      key: "cron",
      name: text.cron.cron,
      from: "sm",
      cell: (row) => <code className="font-mono text-xs whitespace-nowrap">{row.cron}</code>,
    },
    { key: "next", name: text.cron.next, cell: (row) => <When at={row.nextAt} timeZone={timeZone} /> },
    {
      key: "last",
      name: text.cron.last,
      from: "md",
      cell: (row) => (row.lastAt ? <When at={row.lastAt} timeZone={timeZone} /> : "–"),
    },
  ];
}

type Run = Awaited<ReturnType<Member["call"]["jobs"]["listJobRuns"]>>["data"][number];

function columns(timeZone: string, writes: boolean): Column<Run>[] {
  return [
    { key: "function", name: text.columns.function, cell: (row) => row.function },
    {
      key: "state",
      name: text.columns.state,
      cell: (row) => (
        <Badge tone={TONES[row.state]} why={row.reason}>
          {text.states[row.state]}
        </Badge>
      ),
    },
    { key: "attempt", name: text.columns.attempt, align: "right", from: "sm", cell: (row) => row.attempt },
    {
      key: "made",
      name: text.columns.made,
      from: "md",
      cell: (row) => <When at={row.createdAt} timeZone={timeZone} />,
    },
    {
      key: "again",
      name: text.again,
      cell: (row) =>
        writes && row.state === "failed" ? (
          <Act name={text.again} fields={{ id: row.id }} action={runAgain} />
        ) : (
          "–"
        ),
    },
  ];
}
