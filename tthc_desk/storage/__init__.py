"""The encrypted SQLite file: tables, events, queries, search."""
