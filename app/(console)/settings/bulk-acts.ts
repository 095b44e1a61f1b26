"use server";

import { settings as text } from "@/app/_text/console/settings";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk/act";
import { signedIn } from "../_data/signed-in";
import { forTicked } from "../_data/ticked";

const { members, mail } = text;
const MOST_AT_ONCE = 100;

export async function effectOfRevoking(ids: readonly string[]): Promise<Effect> {
  return effectOn(ids, (status) => status !== "revoked", members.revokeSomeEffect);
}

export async function effectOfReinstating(ids: readonly string[]): Promise<Effect> {
  return effectOn(ids, (status) => status === "revoked", members.reinstateEffect);
}

/** Names those whom it would change; the others stay as they are. */
async function effectOn(
  ids: readonly string[],
  changes: (status: string) => boolean,
  words: (names: string) => string,
): Promise<Effect> {
  const ticked = await membersOf(ids);
  const names = ticked.filter(({ status }) => changes(status)).map(({ name }) => name);
  const rest = ids.length - names.length;
  return {
    lines: [
      names.length > 0 ? words(names.join(", ")) : members.nobody,
      ...(rest > 0 && names.length > 0 ? [members.rest(rest)] : []),
    ],
    possible: names.length > 0,
  };
}

/** The members with these ids, however far down the list they stand. */
async function membersOf(ids: readonly string[]): Promise<{ name: string; status: string }[]> {
  const { call } = await signedIn();
  const found: { name: string; status: string }[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof call.members.listMembers>> = await call.members.listMembers({
      limit: MOST_AT_ONCE,
      ...(cursor ? { cursor } : {}),
    });
    found.push(...page.data.filter(({ id }) => ids.includes(id)));
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < ids.length);
  return found;
}

export async function revokeSome(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => call.members.revokeMember({ id }), members.revokedSome);
}

export async function reinstateSome(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => call.members.reinstateMember({ id }), members.reinstatedSome);
}

export async function effectOfRetrying(ids: readonly string[]): Promise<Effect> {
  return { lines: [mail.retryEffect(ids.length)], possible: ids.length > 0 };
}

export async function retrySome(_before: Told, form: FormData): Promise<Told> {
  return forTicked(form, (call, id) => call.mails.retryMail({ id }), mail.retriedSome);
}
