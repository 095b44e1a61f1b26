import { z } from "zod";
import type { DataOf, TemplateName } from "@/emails/catalog";
import type { Services } from "@/server/auth/context";
import type { TeamAct } from "@/server/auth/tell-team";
import { readBrand } from "@/server/brand/read";
import { teamAddresses } from "@/server/brand/team";
import { MAIL_TOPIC, queueMails } from "@/server/mail/queue";
import { findPartner, partnerAddresses } from "@/server/partner/read";
import { delayOf } from "@/server/payout/delays";
import { reasonWords } from "@/server/payout/reasons";
import { now } from "@/server/platform/clock";
import { type Id, parseId } from "@/server/platform/ids";
import type { Tx } from "@/server/platform/postgres/database";
import { findProgram, listPrograms } from "@/server/program/read";
import { isKnownInTime } from "@/server/program/terms/notice";
import type { Waiting } from "../store/outbox";
import { causeOfTerms, termsLetter } from "./terms-letter";

/** What one change has to say, and to whom. */
type Say = <Name extends TemplateName>(
  template: Name,
  to: readonly string[],
  data: DataOf<Name>,
  /** What it follows, where that is not this one change. */
  cause?: string,
) => Promise<void>;
type Hearing = { tx: Tx; appUrl: string; say: Say };

const id = z.string().transform((text, ctx): Id => {
  const parsed = parseId(text);
  if (parsed !== null) return parsed;
  ctx.addIssue({ code: "custom", message: "no id" });
  return z.NEVER;
});
const aboutReceiver = z.object({ host: z.string(), reason: z.string(), partnerId: id.nullable() });
const aboutPartner = z.object({ partnerId: id });
const aboutKey = z.object({ partnerId: id, name: z.string(), prefix: z.string(), byBrand: z.boolean() });
const aboutTerms = z.object({ programId: id, termsId: id, effectiveFrom: z.number() });
const aboutPin = z.object({ partnerId: id, programId: id, from: z.number() });
const aboutPayout = z.object({
  payoutId: id,
  partnerId: id,
  amount: z.object({ amount: z.string(), currency: z.string() }),
  rail: z.string(),
  reference: z.string().nullish(),
  reason: z.string().nullish(),
});

const RAILS: Record<string, string> = {
  stripe_connect: "Stripe",
  manual: "hand",
  paypal_file: "PayPal",
  wise_file: "Wise",
};

type Follow = (payload: unknown, hearing: Hearing) => Promise<void>;

const aboutTeam = z.object({ by: z.string().nullable() });
const TEAM_LETTERS = {
  signed_out: "members_signed_out",
  keys_revoked: "keys_revoked",
  links_paused: "links_paused",
} as const satisfies Record<TeamAct, TemplateName>;

function toTeam(act: TeamAct): Follow {
  return async (payload, { tx, appUrl, say }) => {
    const { by } = aboutTeam.parse(payload);
    await say(TEAM_LETTERS[act], await teamAddresses(tx), { url: `${appUrl}/data/changes`, by });
  };
}

/** Which changes people are written to about. */
const FOLLOWED: Record<string, Follow> = {
  "team.signed_out": toTeam("signed_out"),
  "team.keys_revoked": toTeam("keys_revoked"),
  "team.links_paused": toTeam("links_paused"),
  async "webhook.paused"(payload, { tx, appUrl, say }) {
    const { host, reason, partnerId } = aboutReceiver.parse(payload);
    const partner = partnerId === null ? null : await findPartner(tx, partnerId);
    const url = `${appUrl}/${partner ? "portal/postbacks" : "developers/webhooks"}`;
    await say("webhook_paused", partner ? [partner.email] : await teamAddresses(tx), { url, host, reason });
  },
  async "partner.invite"(payload, { tx, appUrl, say }) {
    const partner = await findPartner(tx, aboutPartner.parse(payload).partnerId);
    if (!partner) return;
    const programs = (await listPrograms(tx, { status: "active", enrolled: partner.id })).map(
      (program) => program.name,
    );
    // Whoever is invited proves the address by the link that the page sends.
    const url = `${appUrl}/sign-in?${new URLSearchParams({ email: partner.email, invited: "1" })}`;
    await say("partner_invite", [partner.email], { url, name: partner.name, programs });
  },
  async "partner.key_made"(payload, { tx, appUrl, say }) {
    const { partnerId, ...key } = aboutKey.parse(payload);
    const partner = await findPartner(tx, partnerId);
    if (partner) await say("partner_key_made", [partner.email], { url: `${appUrl}/portal/keys`, ...key });
  },
  async "partner.stripe_ready"(payload, { tx, appUrl, say }) {
    const partner = await findPartner(tx, aboutPartner.parse(payload).partnerId);
    if (!partner) return;
    const data = { url: `${appUrl}/portal/payouts`, name: partner.name };
    await say("stripe_account_ready", [partner.email], data);
  },
  async "program.terms"(payload, { tx, appUrl, say }) {
    const { programId, termsId, effectiveFrom } = aboutTerms.parse(payload);
    const program = await findProgram(tx, programId);
    if (!program || !isKnownInTime(effectiveFrom, now())) return;
    const to = await partnerAddresses(tx, programId, "terms");
    await say("terms_changed", to, termsLetter(appUrl, program, effectiveFrom), causeOfTerms(termsId));
  },
  async "partner.terms"(payload, { tx, appUrl, say }) {
    const { partnerId, programId, from } = aboutPin.parse(payload);
    const [partner, program] = await Promise.all([findPartner(tx, partnerId), findProgram(tx, programId)]);
    if (!partner || !program || partner.status !== "active") return;
    await say("terms_changed", [partner.email], termsLetter(appUrl, program, from));
  },
  async "payout.paid"(payload, { tx, appUrl, say }) {
    const payout = aboutPayout.parse(payload);
    const partner = await findPartner(tx, payout.partnerId);
    if (!partner) return;
    await say("payout_paid", [partner.email], {
      url: `${appUrl}/portal/payouts`,
      amount: `${payout.amount.amount} ${payout.amount.currency}`,
      rail: RAILS[payout.rail] ?? payout.rail,
      reference: payout.reference ?? null,
    });
  },
  async "payout.held"(payload, hearing) {
    await tellDelay(payload, hearing);
  },
  async "payout.failed"(payload, hearing) {
    await tellDelay(payload, hearing);
    const { tx, appUrl, say } = hearing;
    const payout = aboutPayout.parse(payload);
    const partner = await findPartner(tx, payout.partnerId);
    await say("payout_failed", await teamAddresses(tx), {
      url: `${appUrl}/payouts`,
      amount: `${payout.amount.amount} ${payout.amount.currency}`,
      partner: partner?.name ?? payout.partnerId,
      reason: wordsOf(payout.reason) ?? "No reason was given.",
    });
  },
};

function wordsOf(reason: string | null = null): string | null {
  return reasonWords({ reason, detail: null, status: "failed" });
}

/** Tells a partner what keeps a payout from them: once for each reason, however often it is tried. */
const tellDelay: Follow = async (payload, { tx, appUrl, say }) => {
  const { payoutId, partnerId, amount, reason } = aboutPayout.parse(payload);
  const delay = delayOf(reason ?? null);
  const partner = delay && (await findPartner(tx, partnerId));
  if (!delay || !partner) return;
  const data = {
    url: `${appUrl}/portal/payouts`,
    amount: `${amount.amount} ${amount.currency}`,
    ...delay,
    contact: (await readBrand(tx)).supportEmail,
  };
  await say("payout_delayed", [partner.email], data, `${payoutId} ${reason}`);
};

/**
 * Writes the mails that follow changes of a brand. A change that comes again writes none: its id is the mail's cause. Resolves to
 * whether a mail waits now.
 */
export function followWithMail(
  services: Services,
  brandId: Id,
  changes: readonly Waiting[],
): Promise<boolean> {
  const own = changes.filter((change) => change.topic in FOLLOWED);
  const waiting = changes.some((change) => change.topic === MAIL_TOPIC);
  if (own.length === 0) return Promise.resolve(waiting);
  return services.database.inBrand(brandId, async (tx) => {
    const brandName = (await readBrand(tx)).name;
    for (const change of own) {
      const say: Say = async (template, to, data, cause = change.id) => {
        await queueMails(tx, services.secrets, to, { template, brandName, data, cause });
      };
      await FOLLOWED[change.topic]?.(change.payload, { tx, appUrl: services.appUrl, say });
    }
    return true;
  });
}
