-- Partners choose among the ways that their brand offers. What they have said of payments by hand is kept, encrypted, when they choose
-- another way or the brand's usual one, which is no rail.
ALTER TABLE brands ADD COLUMN partner_payout_rails text[] NOT NULL DEFAULT '{stripe_connect,manual,paypal_file,wise_file}'
  CHECK (partner_payout_rails <@ '{stripe_connect,manual,paypal_file,wise_file}'::text[]);
ALTER TABLE payout_methods ALTER COLUMN rail DROP NOT NULL;
ALTER TABLE payout_methods ADD COLUMN instructions text;
