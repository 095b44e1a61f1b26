-- A re-derivation that a later one of its program replaces can be canceled.
ALTER TABLE rederivations DROP CONSTRAINT rederivations_status;
ALTER TABLE rederivations ADD CONSTRAINT rederivations_status
  CHECK (status IN ('running', 'done', 'failed', 'canceled'));
