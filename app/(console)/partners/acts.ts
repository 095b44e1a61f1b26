"use server";

import { partners as text } from "@/app/_text/console/partners";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";

export async function invite(_before: Told, form: FormData): Promise<Told> {
  const name = field(form, "name") ?? "";
  return attempt(async (call) => {
    await call.partners.createPartner({
      name,
      email: field(form, "email") ?? "",
      programIds: form.getAll("programIds").map(String),
      sendInvite: form.get("send") === "yes",
    });
    return text.invite.done(name);
  });
}

export async function acceptApplication(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    const { name } = await call.applications.approveApplication({ id: field(form, "id") ?? "" });
    return text.applications.accepted(name);
  });
}

export async function refuseApplication(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  return attempt(async (call) => {
    const { name } = await call.applications.rejectApplication({
      id: field(form, "id") ?? "",
      ...(reason ? { reason } : {}),
    });
    return text.applications.refused(name);
  });
}

export async function inviteAgain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.partners.invitePartner({ id: field(form, "id") ?? "" });
    return text.invite.sent;
  });
}

export async function revoke(_before: Told, form: FormData): Promise<Told> {
  const reason = field(form, "reason");
  return attempt(async (call) => {
    await call.partners.revokePartner({
      id: field(form, "id") ?? "",
      notify: form.get("notify") === "yes",
      ...(reason ? { reason } : {}),
    });
    return text.revoke.done;
  });
}

export async function reinstate(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.partners.reinstatePartner({ id: field(form, "id") ?? "" });
    return text.reinstate.done;
  });
}

export async function edit(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.partners.updatePartner({
      id: field(form, "id") ?? "",
      name: field(form, "name") ?? "",
      email: field(form, "email") ?? "",
    });
    return text.edit.done;
  });
}
