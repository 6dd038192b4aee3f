CREATE INDEX IF NOT EXISTS mentions_agency ON mentions (value) WHERE kind = 'agency';
CREATE INDEX IF NOT EXISTS tenures_person ON tenures (person);
CREATE INDEX IF NOT EXISTS tenures_organization ON tenures (organization);
CREATE INDEX IF NOT EXISTS events_agency ON events (agency);
CREATE INDEX IF NOT EXISTS events_old_name ON events (old_name) WHERE old_name IS NOT NULL;
CREATE INDEX IF NOT EXISTS agency_ranks_agency ON agency_ranks (agency);
CREATE INDEX IF NOT EXISTS affiliations_agency ON affiliations (agency);
CREATE INDEX IF NOT EXISTS affiliations_parent ON affiliations (parent);
