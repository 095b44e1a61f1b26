-- That a run's process ended is counted apart from the run's own failures.
ALTER TABLE job_runs ADD COLUMN interruptions integer DEFAULT 0 NOT NULL;
