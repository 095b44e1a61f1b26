-- Roles are shared by all databases of a cluster, so another database may have made them, even at this moment.
DO $$
BEGIN
  CREATE ROLE openpartner_request NOLOGIN NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  CREATE ROLE openpartner_system NOLOGIN NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT openpartner_request, openpartner_system TO %I', current_user);
EXCEPTION WHEN insufficient_privilege THEN
  -- Another login made the roles. If it let us in, nothing is missing.
  IF NOT (pg_has_role(current_user, 'openpartner_request', 'MEMBER') AND pg_has_role(current_user, 'openpartner_system', 'MEMBER')) THEN
    RAISE EXCEPTION 'The roles openpartner_request and openpartner_system belong to another login. As that login: GRANT openpartner_request, openpartner_system TO %', current_user;
  END IF;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO openpartner_request, openpartner_system', current_schema());
END $$;

-- The brand of the running transaction; null outside one, which matches no row.
CREATE FUNCTION app_brand() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.brand_id', true), '')::uuid $$;

-- Called by each migration that adds a tenant table: security on and forced, one policy for requests, one for the system.
CREATE FUNCTION isolate_tenant(target regclass, brand_column text DEFAULT 'brand_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s TO openpartner_request USING (%I = (SELECT app_brand())) WITH CHECK (%I = (SELECT app_brand()))',
    target, brand_column, brand_column);
  EXECUTE format('CREATE POLICY everything ON %s TO openpartner_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO openpartner_system', target);
END $$;

SELECT isolate_tenant('brands', 'id');
SELECT isolate_tenant(t::regclass) FROM unnest(ARRAY[
  'members', 'api_keys', 'idempotency_records', 'outbox', 'programs', 'terms', 'rederivations', 'partners',
  'partner_periods', 'enrollments', 'links', 'coupons', 'clicks', 'customers', 'customer_users', 'customer_emails',
  'identities', 'events', 'event_aliases', 'decisions', 'outcomes', 'attributions', 'commissions']) AS t;

-- Raw rows are facts: a request can add them and read them, and nothing else.
GRANT SELECT, INSERT ON clicks, identities, events, event_aliases, customer_emails, decisions, terms TO openpartner_request;
GRANT SELECT, UPDATE ON brands TO openpartner_request;
GRANT SELECT, INSERT, UPDATE ON members, api_keys, idempotency_records, outbox, programs, rederivations, partners,
  partner_periods, enrollments, links, coupons TO openpartner_request;
GRANT SELECT, INSERT, UPDATE, DELETE ON customers, customer_users, outcomes, attributions TO openpartner_request;

-- The ledger: state may move, an amount may not.
GRANT SELECT, INSERT ON commissions TO openpartner_request;
GRANT UPDATE (status, approved_at, approved_by, reversed_at, reversed_by, reason, payout_id, paid_at) ON commissions TO openpartner_request;

CREATE FUNCTION refuse_change_of_paid_commission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'commission % is paid and cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER commissions_paid_is_final BEFORE UPDATE OR DELETE ON commissions
  FOR EACH ROW WHEN (OLD.status = 'paid') EXECUTE FUNCTION refuse_change_of_paid_commission();
