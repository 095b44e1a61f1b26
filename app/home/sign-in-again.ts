import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { WAY_HEADER } from "./own-pages";

/** Sends somebody whose session ended while they were on our pages to sign in, and back to the page that they asked for afterwards. */
export async function signInAgain(): Promise<never> {
  const way = (await headers()).get(WAY_HEADER);
  redirect(way === null ? "/sign-in" : `/sign-in/again?${new URLSearchParams({ way })}`);
}
