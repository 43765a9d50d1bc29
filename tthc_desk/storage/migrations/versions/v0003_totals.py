"""Totals files that were made, the keys they are signed with, and a short way to late entries."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE signing_key ( key_id TEXT NOT NULL, public BLOB NOT NULL, made_at TEXT NOT
    NULL, made_seq INTEGER NOT NULL, officer TEXT NOT NULL, PRIMARY KEY (key_id), CHECK
    (length(key_id) = 16), CHECK (length(public) = 32), FOREIGN KEY(made_seq) REFERENCES event
    (seq) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE totals_export ( event_seq INTEGER NOT NULL, hash TEXT NOT NULL, chain TEXT NOT
    NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, seq INTEGER NOT NULL, key_id TEXT NOT
    NULL, prev TEXT NOT NULL, replaces TEXT NOT NULL, as_of TEXT NOT NULL, officer TEXT NOT
    NULL, file BLOB NOT NULL, PRIMARY KEY (event_seq), CHECK (chain IN ('daily', 'weekly',
    'monthly')), CHECK (seq >= 1), CHECK (length(hash) = 64), FOREIGN KEY(event_seq) REFERENCES
    event (seq), FOREIGN KEY(key_id) REFERENCES signing_key (key_id) ) STRICT
    """,
    """
    CREATE UNIQUE INDEX totals_export_hash ON totals_export (hash)
    """,
    """
    CREATE INDEX event_entered ON event (business_day) WHERE kind = 'received' AND (data ->>
    'entered_late' OR data ->> 'opening')
    """,
    """
    CREATE UNIQUE INDEX totals_export_place ON totals_export (key_id, chain, seq)
    """,
)


def upgrade() -> None:
    """Make the tables and the index; nothing was exported before."""
    for statement in _STATEMENTS:
        op.execute(statement)
