-- When all links of a brand were paused at once, half open. Written by its owner, read by every redirect that is looked up; a link's
-- own status and its program's stay as they are meanwhile. A row each time somebody pauses everything.
CREATE TABLE link_pauses (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  paused_at timestamptz(3) NOT NULL,
  paused_by text NOT NULL,
  resumed_at timestamptz(3),
  resumed_by text,
  PRIMARY KEY (brand_id, id),
  CONSTRAINT link_pauses_order CHECK (resumed_at >= paused_at),
  CONSTRAINT link_pauses_resumed CHECK ((resumed_at IS NULL) = (resumed_by IS NULL))
);
-- A brand is paused once. Serves redirects.
CREATE UNIQUE INDEX link_pauses_open ON link_pauses (brand_id) WHERE resumed_at IS NULL;

SELECT isolate_tenant('link_pauses');
GRANT SELECT, INSERT ON link_pauses TO openpartner_request;
GRANT UPDATE (resumed_at, resumed_by) ON link_pauses TO openpartner_request;
