import { ofAnyBrand, ofBrand, type Row } from "./row";

/** The brand itself: settings, people, keys, mail, jobs and its Stripe account. */
export const house: Record<string, Row> = {
  getSettings: ofAnyBrand("programs:read"),
  updateSettings: ofAnyBrand("programs:write"),
  getJob: ofBrand("programs:read", ({ clickId }) => ({ params: { id: clickId } }), { absent: true }),
  getJobsStatus: ofAnyBrand("programs:read"),
  listJobRuns: ofAnyBrand("programs:read"),
  runJobAgain: ofBrand("programs:write", ({ clickId }) => ({ params: { id: clickId } }), { absent: true }),
  listChangesSetAside: ofAnyBrand("programs:read"),
  tellChangeAgain: ofBrand("programs:write", ({ clickId }) => ({ params: { id: clickId } }), {
    absent: true,
  }),
  createApiKey: ofAnyBrand("all", () => ({ body: { kind: "secret" } })),
  listApiKeys: ofAnyBrand("all"),
  revokeApiKey: ofBrand("all", ({ apiKeyId }) => ({ params: { id: apiKeyId } })),
  listMembers: ofAnyBrand("programs:read"),
  inviteMember: ofAnyBrand("all", () => ({ body: { email: "next@team.test", role: "viewer" } })),
  updateMember: ofBrand("all", ({ memberId }) => ({ params: { id: memberId }, body: { name: "New" } })),
  inviteMemberAgain: ofBrand("all", ({ memberId }) => ({ params: { id: memberId } })),
  revokeMember: ofBrand("all", ({ memberId }) => ({ params: { id: memberId } })),
  reinstateMember: ofBrand("all", ({ memberId }) => ({ params: { id: memberId } })),
  sendTestSale: ofBrand("programs:write", ({ programId }) => ({ body: { programId } })),
  getStripe: ofAnyBrand("programs:read"),
  connectStripe: ofAnyBrand("all", () => ({
    body: { apiKey: "sk_test_of_nobody", webhookSecrets: ["whsec_of_an_endpoint_made_by_hand"] },
  })),
  updateStripe: ofAnyBrand("all"),
  disconnectStripe: ofAnyBrand("all"),
  checkStripe: ofAnyBrand("programs:read"),
  listStripeEvents: ofAnyBrand("events:read"),
  runStripeEventsAgain: ofAnyBrand("events:write"),
  listMails: ofAnyBrand("all"),
  sendTestMail: ofAnyBrand("all", () => ({ body: { to: "owner@brand.test" } })),
  retryMail: ofBrand("all", ({ mailId }) => ({ params: { id: mailId } })),
};
