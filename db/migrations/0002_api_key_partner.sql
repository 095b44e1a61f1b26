-- A partner's key belongs to a partner of the same brand.
ALTER TABLE api_keys
  DROP CONSTRAINT IF EXISTS api_keys_of_a_partner,
  ADD CONSTRAINT api_keys_of_a_partner FOREIGN KEY (brand_id, partner_id) REFERENCES partners (brand_id, id);
