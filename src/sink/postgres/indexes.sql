CREATE INDEX IF NOT EXISTS mentions_agency ON mentions USING hash (value) WHERE kind = 'agency';
CREATE INDEX IF NOT EXISTS tenures_person ON tenures USING hash (person);
CREATE INDEX IF NOT EXISTS tenures_organization ON tenures USING hash (organization);
CREATE INDEX IF NOT EXISTS events_agency ON events USING hash (agency);
CREATE INDEX IF NOT EXISTS events_old_name ON events USING hash (old_name) WHERE old_name IS NOT NULL;
CREATE INDEX IF NOT EXISTS agency_ranks_agency ON agency_ranks USING hash (agency);
CREATE INDEX IF NOT EXISTS affiliations_agency ON affiliations USING hash (agency);
CREATE INDEX IF NOT EXISTS affiliations_parent ON affiliations USING hash (parent);
