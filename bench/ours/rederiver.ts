import { rederiveProgram, step } from "@/server/commission/rederive/rederive";
import { DAY_MS, now } from "@/server/platform/clock";
import { openOurs } from "./shop";

const SAMPLE_MS = 20;
const MEBIBYTE = 1024 * 1024;

/** Derives all customers of one program again, as a running server does after a change of terms, and says what it took. */
const server = await openOurs(process.env["DATABASE_URL"] ?? "");
const { services } = server;
const brandId = process.env["BRAND_ID"] ?? "";
const programId = process.env["PROGRAM_ID"] ?? "";

let peak = process.memoryUsage.rss();
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, SAMPLE_MS);

const start = performance.now();
const jobId = await services.database.inBrand(brandId, (tx) =>
  rederiveProgram(tx, programId, "a measurement"),
);
while (await step(services));
const milliseconds = performance.now() - start;
clearInterval(sampler);

const [job] = await services.database.inBrand(
  brandId,
  (tx) => tx.sql<{ customers: number; posted: number }[]>`
    select customers_done as customers, entries_posted as posted from rederivations
    where id = ${jobId} and status = 'done' and created_at > ${now() - DAY_MS}`,
);
await server.close();
process.send?.({ milliseconds, peakMebibytes: Math.ceil(peak / MEBIBYTE), ...job });
process.disconnect?.();
