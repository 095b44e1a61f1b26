import { findCouponCodeOf } from "@/server/partner/read";
import type { Millis } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/postgres/database";
import type { KnownCustomer, Lesson, Question, Sale } from "./facts";
import type { Bag } from "./shapes";

/** Answers as they are gathered. */
export type Answers = {
  sales: Map<string, Sale>;
  customers: Map<string, KnownCustomer | null>;
  refunds: Map<string, readonly Bag[] | null>;
  coupons: Map<string, string | null>;
};

export function noAnswers(): Answers {
  return { sales: new Map(), customers: new Map(), refunds: new Map(), coupons: new Map() };
}

/** Adds what earlier events have taught. Questions that only Stripe can answer stay open. */
export async function answerFromMemory(
  tx: Tx,
  questions: readonly Question[],
  answers: Answers,
): Promise<void> {
  const payments = questions.flatMap((one) => (one.kind === "sale" ? [one.payment] : []));
  const customers = questions.flatMap((one) => (one.kind === "customer" ? [one.customer] : []));
  const codes = questions.flatMap((one) => (one.kind === "coupon" ? [one.promotionCode] : []));
  if (payments.length > 0) {
    for (const { payment, ...sale } of await salesOf(tx, payments)) answers.sales.set(payment, sale);
  }
  if (customers.length > 0) {
    for (const one of await customersNamed(tx, customers)) answers.customers.set(one.customer, one);
  }
  for (const promotionCode of codes) {
    const code = await findCouponCodeOf(tx, promotionCode);
    if (code !== null) answers.coupons.set(promotionCode, code);
  }
}

function salesOf(tx: Tx, payments: readonly string[]): Promise<(Sale & { payment: string })[]> {
  return tx.sql<(Sale & { payment: string })[]>`
    select p.payment, s.sale, s.total, s.kept, s.customer
    from stripe_payments p join stripe_sales s on s.brand_id = p.brand_id and s.sale = p.sale
    where p.brand_id = ${tx.brandId} and p.payment = any(${[...payments]}::text[])`;
}

function customersNamed(tx: Tx, customers: readonly string[]): Promise<KnownCustomer[]> {
  return tx.sql<KnownCustomer[]>`
    select customer, created_at as "createdAt", user_id as "userId" from stripe_customers
    where brand_id = ${tx.brandId} and customer = any(${[...customers]}::text[])`;
}

/** Keeps what events taught. What is known stays, but a customer who gets a name. Sorted, so that two do not wait for each other. */
export async function remember(tx: Tx, lessons: readonly Lesson[]): Promise<void> {
  const sales = unique(
    lessons.flatMap((one) => (one.kind === "sale" ? [one.sale] : [])),
    (one) => one.sale,
  );
  const payments = unique(
    lessons.flatMap((one) => (one.kind === "payment" ? [one] : [])),
    (one) => one.payment,
  );
  const customers = unique(
    lessons.flatMap((one) => (one.kind === "customer" ? [one.customer] : [])),
    (one) => one.customer,
  );
  await Promise.all([
    sales.length > 0 &&
      tx.sql`
        insert into stripe_sales (brand_id, sale, total, kept, customer)
        select ${tx.brandId}::uuid, s.sale, s.total, s.kept, s.customer
        from unnest(${sales.map((one) => one.sale)}::text[], ${sales.map((one) => String(one.total))}::bigint[],
          ${sales.map((one) => String(one.kept))}::bigint[], ${sales.map((one) => one.customer)}::text[]) as s(sale, total, kept, customer)
        on conflict do nothing`,
    payments.length > 0 &&
      tx.sql`
        insert into stripe_payments (brand_id, payment, sale)
        select ${tx.brandId}::uuid, p.payment, p.sale
        from unnest(${payments.map((one) => one.payment)}::text[], ${payments.map((one) => one.sale)}::text[]) as p(payment, sale)
        on conflict do nothing`,
    customers.length > 0 && rememberCustomers(tx, customers),
  ]);
}

function rememberCustomers(tx: Tx, customers: readonly KnownCustomer[]) {
  const times: Millis[] = customers.map((one) => one.createdAt);
  return tx.sql`
    insert into stripe_customers (brand_id, customer, user_id, created_at)
    select ${tx.brandId}::uuid, c.customer, c.user_id, c.created_at
    from unnest(${customers.map((one) => one.customer)}::text[], ${customers.map((one) => one.userId)}::text[],
      ${times}::timestamptz[]) as c(customer, user_id, created_at)
    on conflict (brand_id, customer) do update set user_id = excluded.user_id
    where stripe_customers.user_id is distinct from excluded.user_id and excluded.user_id is not null`;
}

/** The last of each name wins: of a customer, it is the one that may have got a user id. */
function unique<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const sorted = new Map(items.map((item) => [nameOf(item), item]));
  return [...sorted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
