import { listOfAll, ofAnyBrand, ofBrand, ofPartner, type Row } from "./row";

/** Clicks, identities, events, and what is told of them. */
export const tracking: Record<string, Row> = {
  recordEvent: ofAnyBrand("events:write"),
  recordEventBatch: ofAnyBrand("events:write"),
  redeemCoupon: ofBrand("events:write", ({ couponCode }) => ({ body: { code: couponCode } })),
  listEvents: ofAnyBrand("events:read"),
  explainEvent: ofPartner("events:read", ({ eventId }) => ({ params: { id: eventId } })),
  creditEvent: ofBrand("commissions:write", ({ eventId, partnerId, programId }) => ({
    params: { id: eventId },
    body: { partnerId, programId },
  })),
  uncreditEvent: ofBrand("commissions:write", ({ eventId }) => ({ params: { id: eventId } })),
  previewEventCredit: ofBrand("commissions:read", ({ eventId, partnerId, programId }) => ({
    params: { id: eventId },
    query: { partnerId, programId },
  })),
  listCreditedEvents: ofPartner("events:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  listCreditedCustomers: ofPartner("events:read", ({ partnerId }) => ({ params: { id: partnerId } })),
  listCustomers: ofAnyBrand("events:read"),
  getCustomer: ofBrand("events:read", ({ customerId }) => ({ params: { id: customerId } })),
  recordClick: ofBrand("clicks:write", ({ linkCode }) => ({ body: { code: linkCode } })),
  listClicks: listOfAll("clicks:read"),
  flagClick: ofBrand("clicks:write", ({ clickId }) => ({ params: { id: clickId } })),
  unflagClick: ofBrand("clicks:write", ({ clickId }) => ({ params: { id: clickId } })),
  previewClickFlag: ofBrand("clicks:read", ({ clickId }) => ({
    params: { id: clickId },
    query: { kind: "flag" },
  })),
  getClickEvidence: ofBrand("clicks:read", ({ clickId }) => ({ params: { id: clickId } })),
  createWebhook: ofAnyBrand("webhooks:write", () => ({ body: { url: "https://hooks.brand.com/2" } })),
  listWebhooks: ofAnyBrand("webhooks:read"),
  updateWebhook: ofBrand("webhooks:write", ({ webhookId }) => ({
    params: { id: webhookId },
    body: { url: undefined },
  })),
  deleteWebhook: ofBrand("webhooks:write", ({ webhookId }) => ({ params: { id: webhookId } })),
  rotateWebhookSecret: ofBrand("webhooks:write", ({ webhookId }) => ({ params: { id: webhookId } })),
  testWebhook: ofBrand("webhooks:write", ({ webhookId }) => ({ params: { id: webhookId } })),
  listWebhookDeliveries: ofBrand("webhooks:read", ({ webhookId }) => ({ params: { id: webhookId } })),
  getWebhookDelivery: ofBrand("webhooks:read", ({ deliveryId }) => ({ params: { id: deliveryId } })),
  redeliverWebhook: ofBrand("webhooks:write", ({ deliveryId }) => ({ params: { id: deliveryId } })),
  createPostback: ofPartner("webhooks:write", ({ partnerId }) => ({
    body: { partnerId, url: "https://tracker.partner.com/" },
  })),
  listPostbacks: listOfAll("webhooks:read"),
  updatePostback: ofPartner("webhooks:write", ({ postbackId }) => ({
    params: { id: postbackId },
    body: { url: undefined },
  })),
  deletePostback: ofPartner("webhooks:write", ({ postbackId }) => ({ params: { id: postbackId } })),
  rotatePostbackSecret: ofPartner("webhooks:write", ({ postbackId }) => ({ params: { id: postbackId } })),
  testPostback: ofPartner("webhooks:write", ({ postbackId }) => ({ params: { id: postbackId } })),
  listPostbackDeliveries: ofPartner("webhooks:read", ({ postbackId }) => ({ params: { id: postbackId } })),
  getPostbackDelivery: ofPartner("webhooks:read", ({ postbackDeliveryId }) => ({
    params: { id: postbackDeliveryId },
  })),
  redeliverPostback: ofPartner("webhooks:write", ({ postbackDeliveryId }) => ({
    params: { id: postbackDeliveryId },
  })),
};
