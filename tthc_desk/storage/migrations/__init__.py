"""Alembic environment; revisions are numbered as the schema version they lead to."""
