import { listOfAll, ofAnyBrand, ofBrand, ofPartner, type Row } from "./row";

/** Programs, partners, their links, and who asks to become one. */
export const roster: Record<string, Row> = {
  createProgram: ofAnyBrand("programs:write"),
  listPrograms: listOfAll("programs:read"),
  getProgram: ofPartner("programs:read", ({ programId }) => ({ params: { id: programId } }), {
    other: "may",
  }),
  updateProgram: ofBrand("programs:write", ({ programId }) => ({
    params: { id: programId },
    body: { name: "New" },
  })),
  getIdentifySecret: ofBrand("programs:write", ({ programId }) => ({ params: { id: programId } })),
  replaceIdentifySecret: ofBrand("programs:write", ({ programId }) => ({ params: { id: programId } })),
  listTerms: ofBrand("programs:read", ({ programId }) => ({ params: { id: programId } })),
  addTerms: ofBrand("programs:write", ({ programId }) => ({ params: { id: programId } })),
  getSignup: ofBrand("programs:read", ({ programId }) => ({ params: { id: programId } })),
  updateSignup: ofBrand("programs:write", ({ programId }) => ({ params: { id: programId } })),
  setReward: ofBrand("programs:write", ({ programId }) => ({
    params: { id: programId },
    body: { currency: undefined },
  })),
  getReward: ofPartner("programs:read", ({ programId }) => ({ params: { id: programId } }), { other: "may" }),
  removeReward: ofBrand("programs:write", ({ programId }) => ({ params: { id: programId } })),
  createPartner: ofAnyBrand("partners:write", () => ({ body: { email: "third@partners.test" } })),
  listPartners: listOfAll("partners:read"),
  getPartner: ofPartner("partners:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  // The address is the brand's to change.
  updatePartner: ofPartner("partners:write", ({ partnerId }) => ({
    params: { id: partnerId },
    body: { name: "New", email: undefined },
  })),
  getPartnerMail: ofPartner("partners:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  setPartnerMail: ofPartner("partners:write", ({ partnerId }) => ({
    params: { id: partnerId },
    body: { payouts: false },
  })),
  invitePartner: ofBrand("partners:write", ({ partnerId }) => ({ params: { id: partnerId } })),
  revokePartner: ofBrand("partners:write", ({ partnerId }) => ({ params: { id: partnerId } })),
  reinstatePartner: ofBrand("partners:write", ({ partnerId }) => ({ params: { id: partnerId } })),
  enrollPartner: ofBrand("partners:write", ({ programId, partnerId }) => ({
    params: { programId, partnerId },
    body: { termsId: undefined },
  })),
  unenrollPartner: ofBrand("partners:write", ({ programId, partnerId }) => ({
    params: { programId, partnerId },
  })),
  // Whether the other one exists is not told either: links for others are refused.
  createLink: ofPartner("links:write", ({ programId, partnerId }) => ({ body: { programId, partnerId } }), {
    other: 403,
  }),
  listLinks: listOfAll("links:read"),
  updateLink: ofPartner("links:write", ({ linkId }) => ({
    params: { id: linkId },
    body: { status: "paused", destinationUrl: undefined },
  })),
  createCoupon: ofBrand("links:write", ({ programId, partnerId }) => ({ body: { programId, partnerId } })),
  listCoupons: listOfAll("links:read"),
  updateCoupon: ofBrand("links:write", ({ couponId }) => ({
    params: { id: couponId },
    body: { status: "paused" },
  })),
  listApplications: ofAnyBrand("partners:read"),
  approveApplication: ofBrand("partners:write", ({ applicationId }) => ({ params: { id: applicationId } })),
  rejectApplication: ofBrand("partners:write", ({ applicationId }) => ({ params: { id: applicationId } })),
};
