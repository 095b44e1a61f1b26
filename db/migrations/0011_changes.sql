-- Serves the list of what people approved: they are few among what is approved at the end of its holdback.
CREATE INDEX commissions_approved_by_people ON commissions (brand_id, approved_at)
  WHERE approved_by IS NOT NULL AND approved_by <> 'automatic';
