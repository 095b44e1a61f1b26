-- Hosts of brands' own at which their links are answered. Written by settings; read where a host is looked up. A few rows a brand.
CREATE TABLE domains (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  host text NOT NULL CHECK (host = lower(host) AND length(host) BETWEEN 3 AND 253),
  -- What the brand shows in its DNS or on its site, to prove that the host is its own. No secret.
  token text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  checked_at timestamptz(3),
  -- Why the last check did not succeed; null when it did.
  fault text,
  verified_at timestamptz(3),
  removed_at timestamptz(3),
  PRIMARY KEY (brand_id, id)
);
-- A brand names a host once; anybody may name it, and one brand can have proved it.
CREATE UNIQUE INDEX domains_named ON domains (brand_id, host) WHERE removed_at IS NULL;
-- Serves finding the brand of a host.
CREATE UNIQUE INDEX domains_verified ON domains (host) WHERE verified_at IS NOT NULL AND removed_at IS NULL;

SELECT isolate_tenant('domains');
GRANT SELECT, INSERT ON domains TO openpartner_request;
GRANT UPDATE (checked_at, fault, verified_at, removed_at) ON domains TO openpartner_request;
