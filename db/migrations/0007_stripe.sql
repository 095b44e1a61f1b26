-- How a brand's Stripe account is reached, what it tells, and what is remembered of it.
CREATE TABLE brand_stripe (
  brand_id uuid PRIMARY KEY REFERENCES brands (id),
  -- Sealed with SECRETS_ENCRYPTION_KEY, as are the webhook secrets (a JSON list).
  api_key text,
  webhook_secrets text,
  account text,
  account_name text,
  livemode boolean,
  keeps_tax boolean NOT NULL DEFAULT false,
  keeps_shipping boolean NOT NULL DEFAULT false,
  connected_at timestamptz(3),
  connected_by text,
  checked_at timestamptz(3)
);

CREATE TABLE stripe_events (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  stripe_id text NOT NULL,
  type text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  payload text NOT NULL,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz(3) NOT NULL,
  reason text,
  -- The payment whose sale is not known yet.
  awaits text,
  done_at timestamptz(3),
  PRIMARY KEY (brand_id, id)
);
-- The same event is delivered more than once, also after years: it is kept once.
CREATE UNIQUE INDEX stripe_events_once ON stripe_events (brand_id, stripe_id);
-- Serves working off: what is due, oldest first. Empty while nothing waits.
CREATE INDEX stripe_events_due ON stripe_events (due_at, id) WHERE status = 'waiting';
-- Serves the list of what failed.
CREATE INDEX stripe_events_failed ON stripe_events (brand_id, id) WHERE status = 'failed';

CREATE TABLE stripe_customers (
  brand_id uuid NOT NULL REFERENCES brands (id),
  customer text NOT NULL,
  user_id text,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (brand_id, customer)
);

CREATE TABLE stripe_sales (
  brand_id uuid NOT NULL REFERENCES brands (id),
  sale text NOT NULL,
  total bigint NOT NULL CHECK (total >= 0),
  kept bigint NOT NULL CHECK (kept >= 0 AND kept <= total),
  customer text,
  PRIMARY KEY (brand_id, sale)
);

CREATE TABLE stripe_payments (
  brand_id uuid NOT NULL REFERENCES brands (id),
  payment text NOT NULL,
  sale text NOT NULL,
  PRIMARY KEY (brand_id, payment)
);

CREATE TABLE program_rewards (
  brand_id uuid NOT NULL,
  program_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('percent', 'amount', 'free_months')),
  value text NOT NULL,
  currency text CHECK ((kind = 'amount') = (currency IS NOT NULL)),
  -- For how many months it comes off; null: for the first invoice alone, 0: always.
  months integer CHECK (months >= 0),
  stripe_coupon text,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (brand_id, program_id),
  FOREIGN KEY (brand_id, program_id) REFERENCES programs (brand_id, id)
);

CREATE TABLE coupon_promotions (
  brand_id uuid NOT NULL,
  coupon_id uuid NOT NULL,
  promotion_code text,
  stripe_coupon text,
  active boolean NOT NULL DEFAULT false,
  -- When Stripe last told of it: what it told before does not count any more.
  told_at timestamptz(3),
  reason text,
  due_at timestamptz(3) NOT NULL,
  PRIMARY KEY (brand_id, coupon_id),
  FOREIGN KEY (brand_id, coupon_id) REFERENCES coupons (brand_id, id)
);
-- Serves finding the coupon of a promotion code that was used at checkout.
CREATE UNIQUE INDEX coupon_promotions_code ON coupon_promotions (brand_id, promotion_code);

CREATE TABLE partner_stripe_accounts (
  brand_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  account text NOT NULL,
  country text NOT NULL,
  details_submitted boolean NOT NULL,
  payouts_enabled boolean NOT NULL,
  transfers_active boolean NOT NULL,
  disabled_reason text,
  currently_due jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL,
  checked_at timestamptz(3) NOT NULL,
  PRIMARY KEY (brand_id, partner_id),
  FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id)
);
-- Serves finding the partner of an account that Stripe tells about; one account is one partner's.
CREATE UNIQUE INDEX partner_stripe_accounts_account ON partner_stripe_accounts (brand_id, account);

SELECT isolate_tenant(t::regclass) FROM unnest(ARRAY[
  'brand_stripe', 'stripe_events', 'stripe_customers', 'stripe_sales', 'stripe_payments', 'program_rewards', 'coupon_promotions',
  'partner_stripe_accounts']) AS t;

GRANT SELECT, INSERT, UPDATE ON brand_stripe, stripe_customers, stripe_sales, stripe_payments, coupon_promotions,
  partner_stripe_accounts TO openpartner_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON program_rewards TO openpartner_request;
-- What Stripe told is a fact; how far it was worked off is not.
GRANT SELECT, INSERT ON stripe_events TO openpartner_request;
GRANT UPDATE (status, attempts, due_at, reason, awaits, done_at) ON stripe_events TO openpartner_request;
