-- What people gave a partner and took off, among the many entries that rules gave.
CREATE INDEX commissions_by_hand ON commissions (brand_id, partner_id, id) WHERE kind IN ('bonus', 'manual');
