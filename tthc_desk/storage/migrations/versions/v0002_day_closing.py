"""Closing of the day, the events that change an earlier day than their own, letters by number."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE backdated ( seq INTEGER NOT NULL, day TEXT NOT NULL, PRIMARY KEY (seq),
    FOREIGN KEY(seq) REFERENCES event (seq) ) STRICT
    """,
    """
    CREATE INDEX backdated_day ON backdated (day)
    """,
    """
    CREATE INDEX paper_letter ON paper (number) WHERE number <> subject
    """,
    """
    CREATE TABLE day_closing ( day TEXT NOT NULL, round INTEGER NOT NULL, closed_seq INTEGER
    NOT NULL, reopened_seq INTEGER, paper_id INTEGER NOT NULL, PRIMARY KEY (day, round),
    CHECK (round >= 1), FOREIGN KEY(closed_seq) REFERENCES event (seq), FOREIGN
    KEY(reopened_seq) REFERENCES event (seq), FOREIGN KEY(paper_id) REFERENCES paper (id) )
    WITHOUT ROWID, STRICT
    """,
    """
    INSERT INTO backdated SELECT seq, earlier FROM (SELECT seq, business_day, coalesce(
    data ->> 'corrects_day', CASE WHEN kind = 'received' THEN data ->> 'received_day' END)
    AS earlier FROM event) WHERE earlier < business_day
    """,
)


def upgrade() -> None:
    """Make the tables; fill in the events of the time before."""
    for statement in _STATEMENTS:
        op.execute(statement)
