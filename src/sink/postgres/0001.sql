CREATE TABLE documents (
    doc bigint PRIMARY KEY,
    id text NOT NULL UNIQUE,
    rules_hash text NOT NULL,
    title text,
    published text,
    publisher text,
    reference_date text,
    encoding text NOT NULL,
    encoding_source text NOT NULL,
    replacements integer NOT NULL,
    extraction text,
    script text NOT NULL,
    noise text NOT NULL,
    text text
);

CREATE TABLE sources (
    doc bigint NOT NULL,
    n integer NOT NULL,
    source text NOT NULL,
    member text,
    key text,
    url text,
    reference_date text,
    extra text,
    PRIMARY KEY (doc, n)
);

-- Of hashes, for an index takes no more than 2,700 bytes and addresses may be longer.
CREATE UNIQUE INDEX sources_place ON sources (doc, md5(source), md5(coalesce(member, '')));

CREATE TABLE mentions (
    doc bigint NOT NULL,
    n integer NOT NULL,
    kind text NOT NULL,
    start_char integer NOT NULL,
    end_char integer NOT NULL,
    text text NOT NULL,
    value text,
    attributes text,
    rule text NOT NULL,
    PRIMARY KEY (doc, n)
);

CREATE TABLE tenures (
    doc bigint NOT NULL,
    n integer NOT NULL,
    person text NOT NULL,
    organization text NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    date text,
    start_date text,
    end_date text,
    evidence_start integer NOT NULL,
    evidence_end integer NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (doc, n)
);

CREATE TABLE events (
    doc bigint NOT NULL,
    n integer NOT NULL,
    agency text NOT NULL,
    type text NOT NULL,
    date text,
    place text,
    old_name text,
    merged_into text,
    evidence_start integer NOT NULL,
    evidence_end integer NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (doc, n)
);

CREATE TABLE agency_ranks (
    doc bigint NOT NULL,
    n integer NOT NULL,
    agency text NOT NULL,
    rank text NOT NULL,
    evidence_start integer NOT NULL,
    evidence_end integer NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (doc, n)
);

CREATE TABLE affiliations (
    doc bigint NOT NULL,
    n integer NOT NULL,
    agency text NOT NULL,
    relation text NOT NULL,
    parent text NOT NULL,
    evidence_start integer NOT NULL,
    evidence_end integer NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (doc, n)
);

CREATE TABLE fact_mentions (
    doc bigint NOT NULL,
    fact text NOT NULL,
    n integer NOT NULL,
    mention integer NOT NULL,
    PRIMARY KEY (doc, fact, n, mention)
);

CREATE TABLE runs (
    run bigint PRIMARY KEY,
    program_version text NOT NULL,
    rules_hash text NOT NULL,
    started text NOT NULL,
    ended text,
    documents bigint,
    unchanged bigint,
    failed bigint,
    mentions bigint,
    facts bigint,
    bytes bigint
);
