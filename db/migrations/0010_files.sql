-- Pictures that a brand shows: its logo, and what its partners may use. Written by settings; the content is read where a file is
-- served, and browsers keep it for a year. At most 201 rows a brand, and 5 MB a row, which PostgreSQL stores out of line.
CREATE TABLE files (
  brand_id uuid NOT NULL REFERENCES brands (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('logo', 'asset')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- Found in the content, never taken from who sent it.
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp', 'image/gif')),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 5242880),
  created_at timestamptz(3) NOT NULL,
  created_by text NOT NULL,
  removed_at timestamptz(3),
  PRIMARY KEY (brand_id, id)
);
-- A picture is compressed already.
ALTER TABLE files ALTER COLUMN content SET STORAGE EXTERNAL;
-- A brand has one logo.
CREATE UNIQUE INDEX files_logo ON files (brand_id) WHERE kind = 'logo' AND removed_at IS NULL;
-- Serves finding a file by its address, which names no brand.
CREATE UNIQUE INDEX files_id ON files (id);

SELECT isolate_tenant('files');
GRANT SELECT, INSERT ON files TO openpartner_request;
GRANT UPDATE (removed_at) ON files TO openpartner_request;
