CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    rules_hash TEXT NOT NULL,
    title TEXT,
    published TEXT,
    publisher TEXT,
    reference_date TEXT,
    encoding TEXT NOT NULL,
    encoding_source TEXT NOT NULL,
    replacements INTEGER NOT NULL,
    extraction TEXT,
    script TEXT NOT NULL,
    noise TEXT NOT NULL,
    text TEXT
) STRICT;

CREATE TABLE sources (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    source TEXT NOT NULL,
    member TEXT,
    key TEXT,
    url TEXT,
    reference_date TEXT,
    extra TEXT,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sources_place ON sources (doc, source, coalesce(member, ''));

CREATE TABLE mentions (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    value TEXT,
    attributes TEXT,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenures (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    person TEXT NOT NULL,
    organization TEXT NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    date TEXT,
    start_date TEXT,
    end_date TEXT,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    agency TEXT NOT NULL,
    type TEXT NOT NULL,
    date TEXT,
    place TEXT,
    old_name TEXT,
    merged_into TEXT,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE agency_ranks (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    agency TEXT NOT NULL,
    rank TEXT NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE affiliations (
    doc INTEGER NOT NULL,
    n INTEGER NOT NULL,
    agency TEXT NOT NULL,
    relation TEXT NOT NULL,
    parent TEXT NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (doc, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_mentions (
    doc INTEGER NOT NULL,
    fact TEXT NOT NULL,
    n INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    PRIMARY KEY (doc, fact, n, mention)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    program_version TEXT NOT NULL,
    rules_hash TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    documents INTEGER,
    unchanged INTEGER,
    failed INTEGER,
    mentions INTEGER,
    facts INTEGER,
    bytes INTEGER
) STRICT;
