-- What the console's pages read. Each index serves figures or a list that spans a whole brand.

-- Serves a brand's clicks by day, from the index alone: flags are looked up by the click's id.
CREATE INDEX clicks_time ON clicks (brand_id, ts) INCLUDE (id, verdict);
-- Serves a brand's events by day.
CREATE INDEX events_time ON events (brand_id, ts);
-- Serves the customers that were first seen in a span.
CREATE INDEX identities_time ON identities (brand_id, ts);
-- Serves the ledger's figures by day.
CREATE INDEX commissions_time ON commissions (brand_id, created_at);
-- Serves the list of events with one outcome. Those that were attributed are the ones whose storing costs most already.
CREATE INDEX outcomes_status ON outcomes (brand_id, status, event_id) WHERE status <> 'attributed';
-- Serves the review of clicks that were taken for abuse: they are few among many.
CREATE INDEX clicks_suspect ON clicks (brand_id, id) WHERE verdict IN ('velocity', 'manual');
