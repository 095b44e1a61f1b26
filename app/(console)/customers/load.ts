import type { Search } from "@/app/_ui/table/address";
import { brandSettings } from "../_data/brand";
import { orNotFound } from "../_data/outcome";
import { namesOf, withPartners } from "../_data/partner-names";
import { signedIn } from "../_data/signed-in";
import { customerQuery } from "./search";

/** One page of the brand's customers, with the names of the partners through whom they came. */
export async function loadCustomers(search: Search) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const page = await call.customers.listCustomers(customerQuery(search));
  return { ...(await withPartners(page.data, search)), next: page.nextCursor, timeZone };
}

export type CustomerRow = Awaited<ReturnType<typeof loadCustomers>>["rows"][number];

/** One customer's path, with the names of the partners on it. */
export async function loadPath(id: string) {
  const [{ call }, { timeZone }] = await Promise.all([signedIn(), brandSettings()]);
  const path = await orNotFound(call.customers.getCustomer({ id }));
  const names = await namesOf(path.steps.flatMap((step) => ("partnerId" in step ? [step.partnerId] : [])));
  return { path, names, timeZone };
}

export type Path = Awaited<ReturnType<typeof loadPath>>["path"];
