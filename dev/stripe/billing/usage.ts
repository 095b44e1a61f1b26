import type { Merchant } from "../core/merchant";

/** What a meter counted for a customer within a period (its end not included), by the meter's own formula. */
export function usageWithin(
  merchant: Merchant,
  meterId: string,
  customer: string,
  period: { start: number; end: number },
): number {
  const meter = merchant.need("billing.meter", meterId);
  const values = [...merchant.store.all("billing.meter_event")]
    .filter((one) => one.event_name === meter.event_name)
    .filter((one) => one.payload[meter.customer_mapping.event_payload_key] === customer)
    .filter((one) => one.timestamp >= period.start && one.timestamp < period.end)
    .map((one) => Number(one.payload[meter.value_settings.event_payload_key] ?? 1));
  switch (meter.default_aggregation.formula) {
    case "count":
      return values.length;
    case "last":
      return values.at(-1) ?? 0;
    default:
      return values.reduce((sum, value) => sum + value, 0);
  }
}
