import { z } from "zod";
import { presentTime } from "@/server/api/rest/present";
import { isoTime, replyId } from "@/server/api/rest/schemas";
import type { Enrollment } from "@/server/partner/membership/enroll";

/** One period of a partner in a program. */
export const termFields = {
  programId: replyId,
  termsId: replyId
    .nullable()
    .meta({ description: "The terms version pinned in this period; null: the program's own." }),
  from: isoTime,
  to: isoTime.nullable(),
};

export const enrollmentReply = z.object({ partnerId: replyId, ...termFields }).meta({ id: "Enrollment" });

export function presentEnrollment(enrollment: Enrollment): z.output<typeof enrollmentReply> {
  return { ...enrollment, from: presentTime(enrollment.from), to: presentTime(enrollment.to) };
}
