//! The tables of a database, once for all sinks: names, order and types of their columns. `docs/tables.md` says what
//! they mean; `tests/tables.rs` holds it and the databases to what stands here.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A number of 32 bits.
    Int,
    /// A number of 64 bits.
    Long,
    /// A string.
    Text,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Type,
    /// Whether it may be null.
    pub is_nullable: bool,
}

/// One table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Type::Text, is_nullable: false }
}

const fn maybe(name: &'static str) -> Column {
    Column { name, kind: Type::Text, is_nullable: true }
}

const fn int(name: &'static str) -> Column {
    Column { name, kind: Type::Int, is_nullable: false }
}

const fn long(name: &'static str) -> Column {
    Column { name, kind: Type::Long, is_nullable: false }
}

const fn count(name: &'static str) -> Column {
    Column { name, kind: Type::Long, is_nullable: true }
}

/// One row a content.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    columns: &[
        long("doc"),
        text("id"),
        text("rules_hash"),
        maybe("title"),
        maybe("published"),
        maybe("publisher"),
        maybe("reference_date"),
        text("encoding"),
        text("encoding_source"),
        int("replacements"),
        maybe("extraction"),
        text("script"),
        text("noise"),
        maybe("text"),
    ],
};

/// One row a place where a content was found.
pub const SOURCES: Table = Table {
    name: "sources",
    columns: &[
        long("doc"),
        int("n"),
        text("source"),
        maybe("member"),
        maybe("key"),
        maybe("url"),
        maybe("reference_date"),
        maybe("extra"),
    ],
};

/// What a document's record says, in the order in which [`Rows`](super::Rows) hold it.
pub const CONTENTS: [Table; 6] = [
    Table {
        name: "mentions",
        columns: &[
            long("doc"),
            int("n"),
            text("kind"),
            int("start_char"),
            int("end_char"),
            text("text"),
            maybe("value"),
            maybe("attributes"),
            text("rule"),
        ],
    },
    Table {
        name: "tenures",
        columns: &[
            long("doc"),
            int("n"),
            text("person"),
            text("organization"),
            text("title"),
            text("status"),
            maybe("date"),
            maybe("start_date"),
            maybe("end_date"),
            int("evidence_start"),
            int("evidence_end"),
            text("rule"),
        ],
    },
    Table {
        name: "events",
        columns: &[
            long("doc"),
            int("n"),
            text("agency"),
            text("type"),
            maybe("date"),
            maybe("place"),
            maybe("old_name"),
            maybe("merged_into"),
            int("evidence_start"),
            int("evidence_end"),
            text("rule"),
        ],
    },
    Table {
        name: "agency_ranks",
        columns: &[
            long("doc"),
            int("n"),
            text("agency"),
            text("rank"),
            int("evidence_start"),
            int("evidence_end"),
            text("rule"),
        ],
    },
    Table {
        name: "affiliations",
        columns: &[
            long("doc"),
            int("n"),
            text("agency"),
            text("relation"),
            text("parent"),
            int("evidence_start"),
            int("evidence_end"),
            text("rule"),
        ],
    },
    Table { name: "fact_mentions", columns: &[long("doc"), text("fact"), int("n"), int("mention")] },
];

/// One row a run.
pub const RUNS: Table = Table {
    name: "runs",
    columns: &[
        long("run"),
        text("program_version"),
        text("rules_hash"),
        text("started"),
        maybe("ended"),
        count("documents"),
        count("unchanged"),
        count("failed"),
        count("mentions"),
        count("facts"),
        count("bytes"),
    ],
};

/// All tables.
pub const TABLES: [Table; 9] = {
    let [mentions, tenures, events, agency_ranks, affiliations, fact_mentions] = CONTENTS;
    [DOCUMENTS, SOURCES, mentions, tenures, events, agency_ranks, affiliations, fact_mentions, RUNS]
};

impl Table {
    /// `INSERT INTO` it, with a parameter for every column, counted as `mark` and a number.
    pub(in crate::sink) fn insert(&self, mark: char) -> String {
        let names: Vec<String> = self.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        let marks: Vec<String> = (1..=names.len()).map(|n| format!("{mark}{n}")).collect();
        format!("INSERT INTO \"{}\" ({}) VALUES ({})", self.name, names.join(", "), marks.join(", "))
    }
}
