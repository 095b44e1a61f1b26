import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { type Started, startTestCluster } from "./cluster";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the URL of the tests' cluster, which the first question starts: tests of rules need none. */
    clusterDoor: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Started> | undefined;
  const door = createServer((_request, response) => {
    starting ??= startTestCluster();
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  if (typeof address !== "object" || !address) throw new Error("The door to the tests' cluster has no port.");
  provide("clusterDoor", `http://127.0.0.1:${address.port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    if (starting) await (await starting).stop();
  };
}
