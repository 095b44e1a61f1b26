import { contest } from "./redirects/contest";
import { processes } from "./redirects/processes";
import { soak } from "./redirects/soak";
import { CONNECTIONS, fillOurs } from "./redirects/stage";
import { withCluster } from "./support/cluster";

// A redirect, its click committed before it leaves. `--soak`: its memory over some minutes instead of its speed.

console.log(`A redirect, ${CONNECTIONS} connections, pools of 16`);
await withCluster(async (scratch) => {
  const url = await fillOurs(scratch);
  if (process.argv.includes("--soak")) return soak(scratch, url);
  await contest(scratch, url);
  await processes(scratch, url);
});
