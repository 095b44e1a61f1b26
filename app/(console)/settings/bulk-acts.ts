"use server";

import { settings as text } from "@/app/_text/console/settings";
import type { Told } from "@/app/_ui/form/told";
import type { Effect } from "@/app/_ui/table/bulk-act";
import { signedIn } from "../_data/signed-in";
import { forTicked } from "../_data/ticked";

const { members, mail } = text;
const MOST = 100;

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
  const { call } = await signedIn();
  const { data } = await call.members.listMembers({ limit: MOST });
  const names = data.filter(({ id, status }) => ids.includes(id) && changes(status)).map(({ name }) => name);
  const rest = ids.length - names.length;
  return {
    lines: [
      names.length > 0 ? words(names.join(", ")) : members.nobody,
      ...(rest > 0 && names.length > 0 ? [members.rest(rest)] : []),
    ],
    possible: names.length > 0,
  };
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
