"use server";

import { settings as text } from "@/app/_text/console/settings";
import type { Told } from "@/app/_ui/form/told";
import { attempt, field } from "../_data/attempt";
import { PARTNER_RAILS } from "./rails";
import { readThresholds } from "./thresholds";

const SCHEDULES = ["weekly", "twice_monthly", "monthly", "manual"] as const;
const RAILS = ["auto", ...PARTNER_RAILS] as const;
const ROLES = ["owner", "admin", "viewer"] as const;

export async function saveBrand(_before: Told, form: FormData): Promise<Told> {
  const thresholds = readThresholds(field(form, "thresholds") ?? "");
  if ("wrong" in thresholds) return { kind: "error", text: text.brand.thresholdWrong(thresholds.wrong) };
  const schedule = SCHEDULES.find((one) => one === form.get("payoutSchedule"));
  const rail = RAILS.find((one) => one === form.get("payoutRail"));
  const offered = form.getAll("partnerPayoutRails");
  return attempt(async (call) => {
    await call.settings.updateSettings({
      name: field(form, "name") ?? "",
      supportEmail: field(form, "supportEmail"),
      currency: field(form, "currency") ?? "",
      timeZone: field(form, "timeZone") ?? "",
      payoutThresholds: thresholds.ok,
      ...(schedule ? { payoutSchedule: schedule } : {}),
      ...(rail ? { payoutRail: rail } : {}),
      partnerPayoutRails: PARTNER_RAILS.filter((one) => offered.includes(one)),
    });
    return text.saved;
  });
}

export async function inviteMember(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.members.inviteMember({
      email: field(form, "email") ?? "",
      name: field(form, "name") ?? "",
      role: roleOf(form),
    });
    return text.members.invited;
  });
}

export async function setRole(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.members.updateMember({ id: idOf(form), role: roleOf(form) });
    return text.members.roleSet;
  });
}

export async function inviteAgain(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.members.inviteMemberAgain({ id: idOf(form) });
    return text.members.againDone;
  });
}

export async function revokeMember(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.members.revokeMember({ id: idOf(form) });
    return text.members.revoked;
  });
}

export async function reinstateMember(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.members.reinstateMember({ id: idOf(form) });
    return text.members.reinstated;
  });
}

export async function sendTestMail(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.mails.sendTestMail({ to: field(form, "to") ?? "" });
    return text.mail.sent;
  });
}

export async function retryMail(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.mails.retryMail({ id: idOf(form) });
    return text.mail.retried;
  });
}

function roleOf(form: FormData): (typeof ROLES)[number] {
  return ROLES.find((one) => one === form.get("role")) ?? "viewer";
}

function idOf(form: FormData): string {
  return field(form, "id") ?? "";
}
