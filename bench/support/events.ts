/** Paid invoices that never repeat, each of the next customer in turn. */
export function paidInvoices(customers: number): () => Record<string, string> {
  let n = 0;
  return () => {
    n++;
    return {
      userId: `user_${1 + (n % customers)}`,
      type: "invoice_paid",
      externalId: `bench_${n}`,
      value: "49.00",
      currency: "USD",
    };
  };
}
