import { table as text } from "@/app/_text/table";
import { inWords } from "@/app/_ui/form/in-words";
import type { Told } from "@/app/_ui/form/told";
import { attempt } from "./attempt";
import { refusalOf } from "./outcome";
import type { Member } from "./signed-in";

/** Does the same with each ticked row as the member who is signed in. */
export function forTicked(
  form: FormData,
  work: (call: Member["call"], id: string) => Promise<unknown>,
  done: (count: number) => string,
): Promise<Told> {
  return attempt((call) => eachTicked(form, (id) => work(call, id), done));
}

/** Goes through the ticked rows, one after the other, and says how often it was done and what refused the others. */
export async function eachTicked(
  form: FormData,
  work: (id: string) => Promise<unknown>,
  done: (count: number) => string,
): Promise<string> {
  const ids = form.getAll("ids").map(String);
  const refusals: string[] = [];
  for (const id of ids) {
    try {
      await work(id);
    } catch (error) {
      refusals.push(inWords(refusalOf(error)));
    }
  }
  const told = done(ids.length - refusals.length);
  return refusals[0] === undefined ? told : text.some(told, refusals.length, refusals[0]);
}
