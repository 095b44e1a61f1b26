-- What people and their keys did where no other table keeps it with who and when. Written by verbs in the transaction of what they
-- do, read by the list of what changed; rows are added and never changed. Grows with links and coupons, a row each.
CREATE TABLE acts (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  area text NOT NULL,
  kind text NOT NULL,
  -- The name of what it was done to, as people may read it: never a secret, nor an address that may hold one.
  about text,
  subject_id uuid,
  count integer NOT NULL CHECK (count > 0),
  by text NOT NULL,
  PRIMARY KEY (brand_id, id),
  CONSTRAINT acts_area CHECK (area IN ('access', 'links', 'settings', 'terms'))
);
-- Serves the list of what changed, the latest first.
CREATE INDEX acts_at ON acts (brand_id, at DESC, id DESC);

SELECT isolate_tenant('acts');
GRANT SELECT, INSERT ON acts TO openpartner_request;
