-- What is owed, sent: payouts, the log of their steps, what came back, files for banks, and what reconciling found.
CREATE TABLE payout_methods (
  brand_id uuid NOT NULL,
  partner_id uuid NOT NULL,
  rail text NOT NULL CHECK (rail IN ('auto', 'stripe_connect', 'manual', 'paypal_file', 'wise_file')),
  recipient text,
  updated_at timestamptz(3) NOT NULL,
  updated_by text NOT NULL,
  PRIMARY KEY (brand_id, partner_id),
  FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id)
);

CREATE TABLE payout_runs (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  due_on date,
  planned integer NOT NULL,
  carried integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (brand_id, id)
);
-- A day of the schedule is planned once, however many processes wake up for it.
CREATE UNIQUE INDEX payout_runs_due ON payout_runs (brand_id, due_on) WHERE due_on IS NOT NULL;

CREATE TABLE payout_files (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  rail text NOT NULL CHECK (rail IN ('paypal_file', 'wise_file')),
  currency text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (brand_id, id)
);

CREATE TABLE payouts (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  partner_id uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  rail text NOT NULL CHECK (rail IN ('stripe_connect', 'manual', 'paypal_file', 'wise_file')),
  destination text,
  status text NOT NULL
    CHECK (status IN ('planned', 'sending', 'paid', 'failed', 'held', 'canceled', 'partially_reversed', 'reversed')),
  reason text,
  detail text,
  reference text,
  transfer_id text,
  file_id uuid,
  reversed_minor bigint NOT NULL DEFAULT 0 CHECK (reversed_minor BETWEEN 0 AND amount_minor),
  generation integer NOT NULL DEFAULT 1,
  attempts integer NOT NULL DEFAULT 0,
  sender text,
  asked_at timestamptz(3),
  last_asked_at timestamptz(3),
  unclear boolean NOT NULL DEFAULT false,
  look_first boolean NOT NULL DEFAULT false,
  verdict text NOT NULL DEFAULT 'hold' CHECK (verdict IN ('hold', 'resend', 'fail')),
  next_at timestamptz(3),
  lease uuid,
  lease_until timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  paid_at timestamptz(3),
  ended_at timestamptz(3),
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id),
  FOREIGN KEY (brand_id, file_id) REFERENCES payout_files (brand_id, id),
  CONSTRAINT payouts_paid_at CHECK ((status IN ('paid', 'partially_reversed', 'reversed')) = (paid_at IS NOT NULL)),
  CONSTRAINT payouts_reversed CHECK (
    CASE status WHEN 'reversed' THEN reversed_minor = amount_minor
      WHEN 'partially_reversed' THEN reversed_minor > 0 AND reversed_minor < amount_minor
      ELSE reversed_minor = 0 END)
);
-- One transfer is booked for one payout.
CREATE UNIQUE INDEX payouts_transfer ON payouts (brand_id, transfer_id) WHERE transfer_id IS NOT NULL;
-- Serves finding what is to be sent, over all brands.
CREATE INDEX payouts_due ON payouts (next_at) WHERE next_at IS NOT NULL;
-- Serves a partner's payouts.
CREATE INDEX payouts_partner ON payouts (brand_id, partner_id, id);
-- Serves what is under way or waits for a person, and the payouts of a file.
CREATE INDEX payouts_open ON payouts (brand_id, status, id) WHERE status IN ('planned', 'sending', 'held');
CREATE INDEX payouts_file ON payouts (brand_id, file_id) WHERE file_id IS NOT NULL;

CREATE TABLE payout_steps (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  payout_id uuid NOT NULL,
  status text NOT NULL,
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, payout_id) REFERENCES payouts (brand_id, id)
);
-- Serves the history of a payout.
CREATE INDEX payout_steps_payout ON payout_steps (brand_id, payout_id, id);

CREATE TABLE payout_returns (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  payout_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  note text NOT NULL,
  at timestamptz(3) NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, payout_id) REFERENCES payouts (brand_id, id)
);
-- Serves a payout's and a statement's returns.
CREATE INDEX payout_returns_payout ON payout_returns (brand_id, payout_id, id);

CREATE TABLE payout_reconciliations (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3) NOT NULL,
  payouts integer NOT NULL,
  transfers integer NOT NULL,
  findings jsonb NOT NULL,
  error text,
  PRIMARY KEY (brand_id, id)
);

SELECT isolate_tenant(t::regclass) FROM unnest(ARRAY[
  'payout_methods', 'payout_runs', 'payout_files', 'payouts', 'payout_steps', 'payout_returns', 'payout_reconciliations']) AS t;

-- What a payout is worth and whom it is for never changes; how far it is does.
GRANT SELECT, INSERT ON payouts TO openpartner_request;
GRANT UPDATE (status, reason, detail, destination, reference, transfer_id, file_id, reversed_minor, generation, attempts, sender,
  asked_at, last_asked_at, unclear, look_first, verdict, next_at, lease, lease_until, paid_at, ended_at) ON payouts
  TO openpartner_request;
GRANT SELECT, INSERT ON payout_runs, payout_files, payout_steps, payout_returns, payout_reconciliations TO openpartner_request;
GRANT SELECT, INSERT, UPDATE ON payout_methods TO openpartner_request;

ALTER TABLE commissions ADD CONSTRAINT commissions_payout FOREIGN KEY (brand_id, payout_id) REFERENCES payouts (brand_id, id);
-- Serves the entries of a payout.
CREATE INDEX commissions_of_payout ON commissions (brand_id, payout_id) WHERE payout_id IS NOT NULL;
-- Serves planning: what is approved and in no payout.
CREATE INDEX commissions_unclaimed ON commissions (brand_id, partner_id, currency) WHERE status = 'approved' AND payout_id IS NULL;

CREATE FUNCTION refuse_second_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'commission % is claimed by payout %', OLD.id, OLD.payout_id USING ERRCODE = 'check_violation';
END $$;

-- A claimed entry is neither claimed again nor reversed: it has to be freed before.
CREATE TRIGGER commissions_claim_is_exclusive BEFORE UPDATE ON commissions FOR EACH ROW
  WHEN (OLD.payout_id IS NOT NULL AND NEW.payout_id IS NOT NULL AND (NEW.payout_id <> OLD.payout_id OR NEW.status = 'reversed'))
  EXECUTE FUNCTION refuse_second_claim();

CREATE FUNCTION refuse_impossible_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.status, NEW.status) IN (
    ('planned', 'sending'), ('planned', 'canceled'), ('sending', 'paid'), ('sending', 'failed'), ('sending', 'held'),
    ('held', 'sending'), ('paid', 'reversed'), ('paid', 'partially_reversed'), ('partially_reversed', 'reversed')) THEN
    RAISE EXCEPTION 'payout % cannot go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER payouts_steps BEFORE UPDATE ON payouts FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION refuse_impossible_step();

-- What a payout claims is what it pays: while it is open its entries sum to its amount, when it was paid to what did not come
-- back, and one that failed or was canceled has none.
CREATE FUNCTION refuse_broken_payout() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  payout payouts;
  total bigint;
  paid bigint;
  entries bigint;
BEGIN
  SELECT * INTO payout FROM payouts WHERE brand_id = NEW.brand_id AND id = NEW.id;
  SELECT coalesce(sum(amount_minor), 0), coalesce(sum(amount_minor) FILTER (WHERE status = 'paid'), 0), count(*)
    INTO total, paid, entries FROM commissions WHERE brand_id = NEW.brand_id AND payout_id = NEW.id;
  IF NOT (CASE
    WHEN payout.status IN ('planned', 'sending', 'held') THEN total = payout.amount_minor AND paid = 0
    WHEN payout.status IN ('failed', 'canceled') THEN entries = 0
    ELSE total = paid AND paid = payout.amount_minor - payout.reversed_minor END) THEN
    RAISE EXCEPTION 'payout % is % over % with entries of %, % of them paid', NEW.id, payout.status, payout.amount_minor, total, paid
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER payouts_are_whole AFTER INSERT OR UPDATE OF status, reversed_minor ON payouts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_broken_payout();
