import { newId } from "@/server/platform/ids";
import { makeApi, type Received, type Sent } from "../api";
import { makeWorld, type World } from "../world";

/** A brand that is set up through the API alone, as its owner would. */
export type Shop = {
  world: World;
  send(method: string, path: string, sent?: Sent): Promise<Received>;
  /** Sends JSON and gives back the reply's body, which must be a success. */
  call(method: string, path: string, json?: unknown): Promise<Record<string, unknown>>;
  /** The same for what is created: its id. */
  make(path: string, json: unknown): Promise<string>;
  /** A program that pays 20 % of every paid invoice. */
  makeProgram(settings?: Record<string, unknown>): Promise<string>;
  /** A partner with an address of its own, enrolled in these programs. */
  makePartner(programIds?: readonly string[]): Promise<string>;
  /** The secret of a key that belongs to a partner. */
  makePartnerKey(partnerId: string): Promise<string>;
  drop(): Promise<void>;
};

export async function openShop(options: Parameters<typeof makeWorld>[0] = {}): Promise<Shop> {
  const world = await makeWorld(options);
  const { send } = makeApi(world);
  const call = async (method: string, path: string, json?: unknown): Promise<Record<string, unknown>> => {
    const reply = await send(method, path, json === undefined ? {} : { json });
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    return (reply.json ?? {}) as Record<string, unknown>;
  };
  const make = async (path: string, json: unknown) => String((await call("POST", path, json))["id"]);
  const unique = () => newId().toLowerCase();
  return {
    world,
    send,
    call,
    make,
    makeProgram: (settings = {}) =>
      make("/programs", {
        name: "Program",
        slug: unique(),
        destinationUrl: "https://www.brand.com/start",
        allowedDomains: ["brand.shop"],
        terms: { rules: [{ trigger: "every", eventType: "invoice_paid", kind: "percent", value: "20" }] },
        ...settings,
      }),
    makePartner: (programIds = []) =>
      make("/partners", { name: "Partner", email: `${unique()}@partners.test`, programIds }),
    makePartnerKey: async (partnerId) => {
      const key = await call("POST", "/api-keys", { name: "Portal", kind: "partner", partnerId });
      return String(key["secret"]);
    },
    drop: world.drop,
  };
}
