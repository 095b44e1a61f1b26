import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { email, id, isoTime, replyId, text } from "@/server/api/rest/schemas";
import type { PartnerDetail } from "@/server/partner/detail";
import type { Partner } from "@/server/partner/list";
import { presentEnrollment, termFields } from "./enrollment-schemas";

const MAX_PROGRAMS = 100;
const MAX_NAME_CHARACTERS = 200;
const MAX_REASON_CHARACTERS = 1_000;

export const partnerStatus = z.enum(["active", "revoked"]);

export const partnerBody = z.object({
  email: email.meta({ description: "Unique among the brand's partners, in whatever case." }),
  name: text(MAX_NAME_CHARACTERS),
  programIds: z
    .array(id)
    .max(MAX_PROGRAMS)
    .optional()
    .meta({ description: "Programs to enroll in. Absent: all active ones; an empty list: none." }),
  sendInvite: z.boolean().optional().meta({ description: "Send the partner the way in by mail." }),
});

export const partnerPatch = z.object({
  email: email.optional(),
  name: text(MAX_NAME_CHARACTERS).optional(),
});

export const revokeBody = z.object({
  reason: text(MAX_REASON_CHARACTERS).optional(),
  notify: z
    .boolean()
    .optional()
    .meta({ description: "Whether the partner is told by mail, with the reason." }),
});

const partnerFields = {
  id: replyId,
  email: z.string(),
  name: z.string(),
  status: partnerStatus,
  programIds: z.array(replyId).meta({ description: "Programs in which the partner is enrolled at present." }),
  createdAt: isoTime,
  invitedAt: isoTime.nullable(),
};
export const partnerReply = z.object(partnerFields).meta({ id: "Partner" });

const period = z.object({
  from: isoTime,
  to: isoTime.nullable(),
  endedBy: z.string().nullable().meta({ description: "Who revoked it. Not shown to a partner's own key." }),
  reason: z.string().nullable().meta({ description: "Why. Not shown to a partner's own key." }),
});

export const partnerDetailReply = z
  .object({
    ...partnerFields,
    periods: z.array(period).meta({
      description: "When the partner was active, earliest first. The first also covers all time before it.",
    }),
    enrollments: z.array(z.object(termFields)).meta({
      description: "Every enrollment that ever was, earliest first; an open one has no end.",
    }),
  })
  .meta({ id: "PartnerDetail" });

export function presentPartner(partner: Partner): z.output<typeof partnerReply> {
  const { id, email, name, status, programIds, createdAt, invitedAt } = partner;
  return {
    id,
    email,
    name,
    status,
    programIds,
    createdAt: presentTime(createdAt),
    invitedAt: presentTime(invitedAt),
  };
}

export function presentDetail(partner: PartnerDetail): z.output<typeof partnerDetailReply> {
  return {
    ...presentPartner(partner),
    periods: partner.periods.map(({ from, to, endedBy, endReason }) => ({
      from: presentTime(from),
      to: presentTime(to),
      endedBy,
      reason: endReason,
    })),
    enrollments: partner.enrollments.map((enrollment) => {
      const { partnerId: _own, ...rest } = presentEnrollment(enrollment);
      return rest;
    }),
  };
}
