"use server";

import { partners as text } from "@/app/_text/console/partners";
import type { Told } from "@/app/_ui/form/told";
import { amountText } from "@/app/_ui/value/wire";
import { attempt, field } from "../../_data/attempt";

export async function enroll(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.enrollments.enrollPartner(membershipIn(form));
    return text.programs.added;
  });
}

/** Keeps the partner on one version of the program's terms, or lets them follow the program again. */
export async function pinTerms(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.enrollments.enrollPartner({ ...membershipIn(form), termsId: field(form, "termsId") });
    return text.programs.pinnedNow;
  });
}

export async function takeOut(_before: Told, form: FormData): Promise<Told> {
  return attempt(async (call) => {
    await call.enrollments.unenrollPartner(membershipIn(form));
    return text.programs.removed;
  });
}

export async function makeLink(_before: Told, form: FormData): Promise<Told> {
  const [code, destinationUrl] = [field(form, "code"), field(form, "destinationUrl")];
  return attempt(async (call) => {
    await call.links.createLink({
      ...membershipIn(form),
      ...(code ? { code } : {}),
      ...(destinationUrl ? { destinationUrl } : {}),
    });
    return text.links.made;
  });
}

export async function makeCoupon(_before: Told, form: FormData): Promise<Told> {
  const code = field(form, "code");
  return attempt(async (call) => {
    await call.coupons.createCoupon({ ...membershipIn(form), ...(code ? { code } : {}) });
    return text.links.made;
  });
}

/** Pauses a link or coupon, or starts it again. */
export async function setStatus(_before: Told, form: FormData): Promise<Told> {
  const id = field(form, "id") ?? "";
  const status = form.get("status") === "active" ? ("active" as const) : ("paused" as const);
  return attempt(async (call) => {
    if (form.get("kind") === "coupon") await call.coupons.updateCoupon({ id, status });
    else await call.links.updateLink({ id, status });
    return text.links.done;
  });
}

/** Posts an amount by hand, which the next payout takes along. */
export async function postByHand(_before: Told, form: FormData): Promise<Told> {
  const [amount, currency, reason] = [field(form, "amount"), field(form, "currency"), field(form, "reason")];
  return attempt(async (call) => {
    const posted = await call.commissions.postCommission({
      ...membershipIn(form),
      amount: amount ?? "",
      currency: currency ?? "",
      reason: reason ?? "",
    });
    return text.byHand.done(amountText(posted.amount));
  });
}

function membershipIn(form: FormData): { partnerId: string; programId: string } {
  return { partnerId: field(form, "partnerId") ?? "", programId: field(form, "programId") ?? "" };
}
