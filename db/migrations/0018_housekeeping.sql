-- Clicks come by the hundred thousand, and what PostgreSQL does for them by the way is not to hold up the next ones. A sample
-- a third as large says enough of these columns and takes a sixth of the time, and vacuuming rests longer between its bites.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT attname FROM pg_attribute WHERE attrelid = 'clicks'::regclass AND attnum > 0 AND NOT attisdropped
  LOOP
    EXECUTE format('ALTER TABLE clicks ALTER COLUMN %I SET STATISTICS 30', name);
  END LOOP;
END $$;

ALTER TABLE clicks SET (autovacuum_vacuum_cost_delay = 10);
