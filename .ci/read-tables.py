"""DuckDB reads the tables of SQLite and of Parquet, and finds the same in both and in JSON Lines.

read-tables.py DATABASE FOLDER LINES
"""
import glob
import json
import sqlite3
import sys

import duckdb

FACTS = ["tenures", "events", "agency_ranks", "affiliations"]
TABLES = ["documents", "sources", "mentions", *FACTS, "fact_mentions"]


def load_sqlite(connection):
    """The extension comes from PyPI where there is one, else from the project's own server."""
    try:
        import duckdb_extension_sqlite_scanner as package

        [path] = glob.glob(f"{package.__path__[0]}/extensions/*/sqlite_scanner.duckdb_extension")
        connection.load_extension(path)
    except ImportError:
        connection.install_extension("sqlite")
        connection.load_extension("sqlite")


def main(database, folder, lines):
    connection = duckdb.connect()
    load_sqlite(connection)
    connection.execute(f"ATTACH '{database}' AS db (TYPE sqlite, READ_ONLY)")
    for table in TABLES:
        path = f"{folder}/{table}/*.parquet"
        names = [name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()]
        own = ", ".join(f't."{name}"' for name in names if name != "document_id")
        sqlite = connection.execute(
            f"SELECT d.id, {own} FROM db.{table} t JOIN db.documents d ON d.doc = t.doc ORDER BY ALL"
        ).fetchall()
        parquet = connection.execute(f"SELECT document_id, {own} FROM '{path}' t ORDER BY ALL").fetchall()
        assert sqlite == parquet, f"{table}: SQLite and Parquet differ"
        assert sqlite, f"{table} is empty"
        print(f"{table}: {len(sqlite)} rows, the same in SQLite and Parquet")

    records = {}
    with open(lines, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            records.setdefault(record["id"], record)
    for table in ["mentions", *FACTS]:
        [(count,)] = connection.execute(f"SELECT count(*) FROM '{folder}/{table}/*.parquet'").fetchall()
        expected = sum(len(record[table]) for record in records.values())
        assert count == expected, f"{table}: {count} rows, {expected} in JSON Lines"
    spans = connection.execute(f"SELECT document_id, n, start_char, end_char, text FROM '{folder}/mentions/*.parquet'")
    for document, n, start, end, text in spans.fetchall():
        mention = records[document]["mentions"][n]
        assert (mention["start"], mention["end"], mention["text"]) == (start, end, text)
    [(check,)] = sqlite3.connect(database).execute("PRAGMA integrity_check").fetchall()
    assert check == "ok", check


main(*sys.argv[1:])
