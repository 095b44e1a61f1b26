CREATE TABLE webhook_receivers (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  kind text NOT NULL,
  partner_id uuid,
  description text NOT NULL,
  url text NOT NULL,
  method text NOT NULL,
  body text,
  types text[],
  secret text NOT NULL,
  previous_secret text,
  previous_secret_until timestamptz(3),
  paused_at timestamptz(3),
  paused_by text,
  pause_reason text,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(3),
  rest_until timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),
  PRIMARY KEY (brand_id, id),
  CONSTRAINT webhook_receivers_of_a_partner FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id),
  CONSTRAINT webhook_receivers_kind CHECK (kind IN ('webhook', 'postback')),
  CONSTRAINT webhook_receivers_partner CHECK ((kind = 'postback') = (partner_id IS NOT NULL)),
  CONSTRAINT webhook_receivers_method CHECK (method = 'POST' OR (kind = 'postback' AND method = 'GET'))
);

CREATE TABLE webhook_messages (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  type text NOT NULL,
  body text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (brand_id, id)
);
-- Serves forgetting the oldest.
CREATE INDEX webhook_messages_created ON webhook_messages (created_at);

CREATE TABLE webhook_deliveries (
  brand_id uuid NOT NULL,
  id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  message_id uuid NOT NULL,
  number integer NOT NULL,
  lane text,
  macros jsonb,
  created_at timestamptz(3) NOT NULL,
  next_at timestamptz(3) NOT NULL,
  claimed_until timestamptz(3),
  attempts integer NOT NULL DEFAULT 0,
  tried_since timestamptz(3),
  ended_at timestamptz(3),
  outcome text,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, receiver_id) REFERENCES webhook_receivers (brand_id, id),
  FOREIGN KEY (brand_id, message_id) REFERENCES webhook_messages (brand_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_end CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT webhook_deliveries_outcome CHECK (outcome IN ('delivered', 'failed'))
);
-- None of these begins with the brand. A queue's statistics are always out of date, so the planner thinks that each brand has next
-- to nothing here, and takes any index that begins with it for as good as the right one.
-- A change that arrives twice is delivered once.
CREATE UNIQUE INDEX webhook_deliveries_once ON webhook_deliveries (message_id, receiver_id, number, brand_id);
-- Serves a receiver's log.
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (receiver_id, id);
-- Serves claiming what is due.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (receiver_id, next_at, id) WHERE ended_at IS NULL;
-- Serves finding an earlier message about the same object that is still on its way.
CREATE INDEX webhook_deliveries_order ON webhook_deliveries (lane, seq) WHERE ended_at IS NULL;

CREATE TABLE webhook_attempts (
  brand_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  started_at timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL,
  method text NOT NULL,
  url text NOT NULL,
  request_headers jsonb NOT NULL,
  request_body text,
  status integer,
  reply_headers jsonb,
  reply_body text,
  error text,
  PRIMARY KEY (brand_id, delivery_id, number),
  FOREIGN KEY (brand_id, delivery_id) REFERENCES webhook_deliveries (brand_id, id) ON DELETE CASCADE
);

SELECT isolate_tenant(t::regclass)
FROM unnest(ARRAY['webhook_receivers', 'webhook_messages', 'webhook_deliveries', 'webhook_attempts']) AS t;

GRANT SELECT, INSERT, UPDATE ON webhook_receivers, webhook_deliveries TO openpartner_request;
GRANT SELECT, INSERT ON webhook_messages, webhook_attempts TO openpartner_request;
