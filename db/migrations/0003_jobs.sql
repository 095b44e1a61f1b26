-- The outbox is emptied from its beginning: what was relayed is deleted, which costs less than a mark and needs no index of its
-- own beside the key. The order is PostgreSQL's: two changes of one object wait for each other's transaction, and machines' clocks
-- may differ by more than that takes.
ALTER TABLE outbox DROP COLUMN relayed_at, DROP CONSTRAINT outbox_brand_id_id_pk,
  ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY, ADD PRIMARY KEY (brand_id, seq);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1);

-- Changes that a consumer could not take. Few: each is a fault that a person looks at. Written and read by jobs.
CREATE TABLE changes_set_aside (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  consumer text NOT NULL,
  topic text NOT NULL,
  subject text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  set_aside_at timestamptz(3) NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (brand_id, id, consumer)
);
SELECT isolate_tenant('changes_set_aside');

-- Runs of functions: all of them where the embedded runner works, failed ones where Inngest does. Written and read by jobs. Those
-- that ended well are forgotten after an hour, the others after 30 days.
CREATE TABLE job_runs (
  id uuid PRIMARY KEY,
  -- Null for what concerns all brands.
  brand_id uuid,
  function_id text NOT NULL,
  event_id text NOT NULL,
  event text NOT NULL,
  -- The value of the function's key: of one lane, a function runs so many at once as it allows.
  lane text NOT NULL,
  -- One open run of the lane at most.
  single boolean NOT NULL,
  -- Asked for once more while it was open.
  again boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed')),
  attempt integer NOT NULL DEFAULT 0,
  due_at timestamptz(3) NOT NULL,
  leased_by uuid,
  leased_until timestamptz(3),
  reason text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  CHECK ((state = 'open') = (ended_at IS NULL))
);
SELECT isolate_tenant('job_runs');
-- An event that comes twice makes one run.
CREATE UNIQUE INDEX job_runs_event ON job_runs (function_id, event_id) WHERE NOT single;
CREATE UNIQUE INDEX job_runs_single ON job_runs (function_id, lane) WHERE single AND state = 'open';
-- Serves the claim of what is due.
CREATE INDEX job_runs_open ON job_runs (due_at) WHERE state = 'open';
-- Serves the list of failures, and forgetting.
CREATE INDEX job_runs_ended ON job_runs (state, ended_at) WHERE state <> 'open';
ALTER TABLE job_runs SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What the finished steps of open runs gave back, so that a run goes on after the last of them.
CREATE TABLE job_steps (
  run_id uuid NOT NULL REFERENCES job_runs (id) ON DELETE CASCADE,
  step_id text NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  result text,
  error text,
  PRIMARY KEY (run_id, step_id),
  CHECK (result IS NULL OR error IS NULL)
);
ALTER TABLE job_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON job_steps TO openpartner_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_steps TO openpartner_system;

-- When each function that runs by the clock is due next.
CREATE TABLE job_schedule (
  function_id text NOT NULL,
  cron text NOT NULL,
  next_at timestamptz(3) NOT NULL,
  last_at timestamptz(3),
  PRIMARY KEY (function_id, cron)
);
ALTER TABLE job_schedule ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_schedule FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON job_schedule TO openpartner_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON job_schedule TO openpartner_system;
