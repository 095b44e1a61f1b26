import type { Macro } from "./macros";

/** What a postback is filled with for a sale such as one has: for people who write templates. */
export const MACRO_EXAMPLE: Readonly<Record<Macro, string>> = {
  click_id: "01M7YCGWZD8NRMVE2X1HDQRX1W",
  sub1: "newsletter",
  sub2: "",
  sub3: "",
  sub4: "",
  sub5: "",
  event: "invoice_paid",
  event_id: "01M7YCH2Q5W7AFKTWXH4WCP4V5",
  transaction_id: "in_1Q8mV2",
  amount: "49.00",
  currency: "USD",
  commission: "9.80",
  commission_id: "01M7YCH2R1XJ3B9D0T6ZK8QF2N",
  status: "pending",
  ts: "1794810357",
  link: "mara",
  program_id: "01M7YB0F3GMN2S9W4Y6A8C1E5H",
  partner_id: "01M7YB1T7KPQ5V2X8Z0B3D6F9J",
  payout_id: "",
  coupon: "",
  country: "DE",
};
