CREATE TABLE mails (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  cause text NOT NULL,
  template text NOT NULL,
  recipient text NOT NULL,
  brand_name text NOT NULL,
  sealed text,
  status text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz(3) NOT NULL,
  error text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  PRIMARY KEY (brand_id, id),
  CONSTRAINT mails_status CHECK (status IN ('waiting', 'sent', 'kept', 'unwanted', 'failed'))
);
-- One cause writes to one person once.
CREATE UNIQUE INDEX mails_cause ON mails (brand_id, cause, recipient, template);
-- Serves the claim of what is due.
CREATE INDEX mails_due ON mails (due_at) WHERE status = 'waiting';
-- Serves the local mailbox.
CREATE INDEX mails_kept ON mails (id) WHERE status = 'kept';
-- Serves forgetting.
CREATE INDEX mails_created ON mails (created_at) WHERE status <> 'waiting';

CREATE TABLE mail_opt_outs (
  brand_id uuid NOT NULL REFERENCES brands (id),
  recipient text NOT NULL,
  category text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (brand_id, recipient, category),
  CONSTRAINT mail_opt_outs_category CHECK (category IN ('payouts', 'reviews', 'notices'))
);

SELECT isolate_tenant(t::regclass) FROM unnest(ARRAY['mails', 'mail_opt_outs']) AS t;
GRANT SELECT, INSERT ON mails TO openpartner_request;
GRANT UPDATE (status, attempts, due_at, error, sealed, ended_at) ON mails TO openpartner_request;
GRANT SELECT, INSERT, DELETE ON mail_opt_outs TO openpartner_request;
