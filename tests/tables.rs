//! docs/tables.md and the tables in databases are those of the program.
use std::{collections::BTreeMap, fs, path::Path};

use zhiguan::sink::rows::{TABLES, Type};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

/// The rows of the page's tables: of every heading the cells of each row.
fn described() -> BTreeMap<String, Vec<[String; 4]>> {
    let mut tables: BTreeMap<String, Vec<[String; 4]>> = BTreeMap::new();
    let mut heading = String::new();
    for line in read("docs/tables.md").lines() {
        if let Some(name) = line.strip_prefix("## ") {
            heading = name.to_owned();
        } else if line.starts_with("| `") {
            let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
            let row = std::array::from_fn(|_| cells.next().unwrap_or_default());
            tables.entry(heading.clone()).or_default().push(row);
        }
    }
    tables
}

#[test]
fn every_column_is_described() {
    let described = described();
    let names: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    assert_eq!(described.len(), names.len(), "{:?}", described.keys());
    for table in TABLES {
        let rows = &described[table.name];
        assert_eq!(rows.len(), table.columns.len(), "columns of {}", table.name);
        for (column, [name, kind, null, meaning]) in table.columns.iter().zip(rows) {
            let expected = match column.kind {
                Type::Int => "int32",
                Type::Long => "int64",
                Type::Text => "text",
            };
            assert_eq!((column.name, expected), (name.as_str(), kind.as_str()), "{}", table.name);
            assert_eq!(column.is_nullable, null == "yes", "{}.{name}", table.name);
            assert!(meaning.len() > 3, "{}.{name} has no meaning", table.name);
        }
    }
}

#[test]
fn the_ddl_of_the_page_is_that_of_the_program() {
    let page = read("docs/tables.md");
    let steps =
        ["sqlite", "postgres"].map(|sink| ["0001", "indexes"].map(|name| format!("src/sink/{sink}/{name}.sql")));
    for path in steps.as_flattened() {
        assert!(page.contains(&format!("```sql\n{}\n```", read(path).trim())), "{path} is not in docs/tables.md");
    }
}

#[cfg(feature = "sqlite")]
#[test]
fn sqlite_has_the_tables_of_the_program() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("new.db");
    drop(zhiguan::sink::Sqlite::open(&path, "0").expect("a database"));
    let connection = rusqlite::Connection::open(path).expect("a database");
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a number");
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).expect("a number");
    let said = format!("is {application} (`zhig`), `PRAGMA user_version` the number of the version: {version}.");
    assert!(read("docs/tables.md").contains(&said), "{said}");
    for table in TABLES {
        let mut info = connection.prepare(&format!("PRAGMA table_info({})", table.name)).expect("a table");
        let row = |row: &rusqlite::Row<'_>| {
            let is_nullable = !row.get::<_, bool>(3)? && row.get::<_, i64>(5)? == 0;
            Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?, is_nullable))
        };
        let found: Vec<_> = info.query_map([], row).expect("rows").map(|row| row.expect("a row")).collect();
        let kind = |kind| if kind == Type::Text { "TEXT" } else { "INTEGER" };
        let columns = table.columns.iter().map(|c| (c.name.to_owned(), kind(c.kind).to_owned(), c.is_nullable));
        assert_eq!(found, columns.collect::<Vec<_>>(), "{}", table.name);
    }
}
