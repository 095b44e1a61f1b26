import type { Search } from "@/app/_ui/table/address";
import { signedIn } from "../../_data/signed-in";

export const PATH = "/portal/assets";
const MOST_LINKS = 100;

/** What the brand lets partners show, those whose name was asked for, and the link that goes with it. */
export async function loadAssets(search: Search) {
  const { call, place } = await signedIn();
  const [{ data: files }, { data: links }] = await Promise.all([
    call.files.listFiles({}),
    call.links.listLinks({ limit: MOST_LINKS }),
  ]);
  const working = links.filter(({ status }) => status === "active");
  const wanted = (search["q"] ?? "").toLowerCase();
  return {
    brand: place.brandName,
    some: files.length > 0,
    files: files.filter(({ name }) => name.toLowerCase().includes(wanted)),
    links: working,
    link: working.find(({ id }) => id === search["link"]) ?? working[0] ?? null,
  };
}

export type Asset = Awaited<ReturnType<typeof loadAssets>>["files"][number];
