-- Promotion codes and partners' accounts belong to the brand's Stripe account, and to its mode, in which they were made. Rows from
-- before are the sandbox's.
ALTER TABLE coupon_promotions ADD COLUMN platform text NOT NULL DEFAULT 'sandbox';
ALTER TABLE coupon_promotions ALTER COLUMN platform DROP DEFAULT;
ALTER TABLE partner_stripe_accounts ADD COLUMN platform text NOT NULL DEFAULT 'sandbox';
ALTER TABLE partner_stripe_accounts ALTER COLUMN platform DROP DEFAULT;
