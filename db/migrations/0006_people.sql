-- People and how they are signed in. They belong to no brand: one address may work for one and be a partner of several.
-- Requests never see these tables; who is asking is found out before a brand is.
CREATE TABLE persons (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3)
);
CREATE UNIQUE INDEX persons_email ON persons (lower(email));

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  person_id uuid NOT NULL REFERENCES persons (id),
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  brand_id uuid REFERENCES brands (id),
  partner_id uuid
);
-- Serves signing a person out everywhere.
CREATE INDEX sessions_person ON sessions (person_id);
-- Serves forgetting.
CREATE INDEX sessions_expires ON sessions (expires_at);

CREATE TABLE sign_in_tokens (
  hash text PRIMARY KEY,
  email text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
-- Serves forgetting.
CREATE INDEX sign_in_tokens_expires ON sign_in_tokens (expires_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['persons', 'sessions', 'sign_in_tokens'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY everything ON %I TO openpartner_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpartner_system', t);
  END LOOP;
END $$;

-- A member has joined once they have signed in.
ALTER TABLE members ADD COLUMN joined_at timestamptz(3), ADD COLUMN invited_at timestamptz(3);
-- Serve finding what an address belongs to, when its owner signs in and with each of their requests.
CREATE INDEX members_address ON members (lower(email));
CREATE INDEX partners_address ON partners (lower(email));

-- What happened to members, and who did it. Rows are added and never changed.
CREATE TABLE member_changes (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL,
  role text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, member_id) REFERENCES members (brand_id, id),
  CONSTRAINT member_changes_kind CHECK (kind IN ('invited', 'joined', 'role', 'revoked', 'reinstated'))
);
-- Serves one member's history.
CREATE INDEX member_changes_member ON member_changes (brand_id, member_id, id);

-- Who may join a program without being invited. A program without a row takes nobody.
CREATE TABLE program_signups (
  brand_id uuid NOT NULL REFERENCES brands (id),
  program_id uuid NOT NULL,
  policy text NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (brand_id, program_id),
  FOREIGN KEY (brand_id, program_id) REFERENCES programs (brand_id, id),
  CONSTRAINT program_signups_policy CHECK (policy IN ('automatic', 'review', 'off'))
);

CREATE TABLE applications (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  program_id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  website text,
  message text,
  created_at timestamptz(3) NOT NULL,
  status text NOT NULL,
  decided_at timestamptz(3),
  decided_by text,
  reason text,
  partner_id uuid,
  PRIMARY KEY (brand_id, id),
  FOREIGN KEY (brand_id, program_id) REFERENCES programs (brand_id, id),
  FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id),
  CONSTRAINT applications_status CHECK (status IN ('received', 'approved', 'rejected')),
  CONSTRAINT applications_decided CHECK ((status = 'received') = (decided_at IS NULL))
);
-- One that waits for each address and program.
CREATE UNIQUE INDEX applications_waiting ON applications (brand_id, program_id, lower(email)) WHERE status = 'received';
-- Serves the list of those that wait.
CREATE INDEX applications_status ON applications (brand_id, status, id);

SELECT isolate_tenant(t::regclass) FROM unnest(ARRAY['member_changes', 'program_signups', 'applications']) AS t;
GRANT SELECT, INSERT ON member_changes TO openpartner_request;
GRANT SELECT, INSERT, UPDATE ON program_signups TO openpartner_request;
GRANT SELECT, INSERT ON applications TO openpartner_request;
GRANT UPDATE (status, decided_at, decided_by, reason, partner_id) ON applications TO openpartner_request;
