"""First schema: everything an empty database needs."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE calendar_year ( year INTEGER NOT NULL, confirmed INTEGER NOT NULL, notes
    TEXT NOT NULL, PRIMARY KEY (year), CHECK (confirmed IN (0, 1)) ) STRICT
    """,
    """
    CREATE TABLE counter ( series TEXT NOT NULL, period TEXT NOT NULL, value INTEGER NOT
    NULL, PRIMARY KEY (series, period), CHECK (value >= 1) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE draft ( desk TEXT NOT NULL, screen TEXT NOT NULL, text TEXT NOT NULL,
    saved_at TEXT NOT NULL, PRIMARY KEY (desk, screen) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE event ( seq INTEGER NOT NULL, at TEXT NOT NULL, business_day TEXT NOT NULL,
    officer TEXT NOT NULL, desk TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL,
    data TEXT NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (seq),
    CHECK (length(prev_hash) = 32), CHECK (length(hash) = 32), CHECK (length(business_day) =
    10) ) STRICT
    """,
    """
    CREATE INDEX event_day ON event (business_day, kind)
    """,
    """
    CREATE INDEX event_subject ON event (subject, seq)
    """,
    """
    CREATE TABLE handover_list ( number TEXT NOT NULL, kind TEXT NOT NULL, agency TEXT NOT
    NULL, taker TEXT NOT NULL, giver TEXT NOT NULL, opened_at TEXT NOT NULL, closed_at TEXT,
    accepted_at TEXT, state TEXT NOT NULL, PRIMARY KEY (number), CHECK (kind IN ('officers',
    'results')), CHECK (state IN ('open', 'closed', 'accepted')) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX handover_list_opened ON handover_list (opened_at)
    """,
    """
    CREATE TABLE heading ( id INTEGER NOT NULL, field TEXT NOT NULL, procedure_code TEXT NOT
    NULL, PRIMARY KEY (id) ) STRICT
    """,
    """
    CREATE UNIQUE INDEX heading_name ON heading (field, procedure_code)
    """,
    """
    CREATE TABLE person ( id INTEGER NOT NULL, id_number TEXT NOT NULL, id_kind TEXT NOT
    NULL, name TEXT NOT NULL, birth_date TEXT, sex TEXT NOT NULL, address TEXT NOT NULL,
    ward_code TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, last_seen TEXT NOT
    NULL, PRIMARY KEY (id) ) STRICT
    """,
    """
    CREATE UNIQUE INDEX person_id_number ON person (id_number)
    """,
    """
    CREATE TABLE procedure_version ( code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to
    TEXT, record TEXT NOT NULL, PRIMARY KEY (code, valid_from) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE request ( request_id TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY
    (request_id) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE setting ( name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name) )
    WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE calendar_day ( day TEXT NOT NULL, year INTEGER NOT NULL, kind TEXT NOT
    NULL, name TEXT NOT NULL, source TEXT NOT NULL, certainty TEXT NOT NULL, PRIMARY KEY
    (day), FOREIGN KEY(year) REFERENCES calendar_year (year) ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX calendar_day_year ON calendar_day (year)
    """,
    """
    CREATE TABLE counter_slip ( seq INTEGER NOT NULL, year INTEGER NOT NULL, number TEXT NOT
    NULL, kind TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(seq)
    REFERENCES event (seq) ) STRICT
    """,
    """
    CREATE UNIQUE INDEX counter_slip_number ON counter_slip (year, number)
    """,
    """
    CREATE TABLE dossier ( id INTEGER NOT NULL, number TEXT NOT NULL, official_code TEXT NOT
    NULL, procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL, field TEXT NOT NULL,
    channel TEXT NOT NULL, owner_name TEXT NOT NULL, owner_id TEXT NOT NULL, owner_address
    TEXT NOT NULL, submitter_name TEXT NOT NULL, submitter_id TEXT NOT NULL, phone TEXT NOT
    NULL, sets INTEGER NOT NULL, received_at TEXT NOT NULL, due_at TEXT, status INTEGER NOT
    NULL, queue TEXT NOT NULL, holder TEXT NOT NULL, list_number TEXT NOT NULL, ended_kind
    TEXT NOT NULL, delivered_day TEXT, charge_dong INTEGER NOT NULL, fee_dong INTEGER NOT
    NULL, charge_due_dong INTEGER NOT NULL, fee_due_dong INTEGER NOT NULL, version INTEGER
    NOT NULL, last_seq INTEGER NOT NULL, received_day TEXT NOT NULL, ended_day TEXT NOT
    NULL, heading INTEGER, online INTEGER NOT NULL, opening INTEGER NOT NULL, timeliness
    INTEGER NOT NULL, due_day TEXT, spans INTEGER NOT NULL, voided INTEGER NOT NULL, counted
    INTEGER NOT NULL, running INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (id), CHECK
    (status BETWEEN 1 AND 10), CHECK (charge_dong BETWEEN 0 AND 999999999999), CHECK
    (fee_dong BETWEEN 0 AND 999999999999), CHECK (opening IN (0, 1)), CHECK (voided IN (0,
    1)), CHECK (counted IN (0, 1)), CHECK (running IN (0, 1)), FOREIGN KEY(id) REFERENCES
    event (seq), FOREIGN KEY(heading) REFERENCES heading (id) ) STRICT
    """,
    """
    CREATE INDEX dossier_by_end ON dossier (ended_day, received_day, heading, online,
    opening, timeliness, due_day, spans)
    """,
    """
    CREATE INDEX dossier_by_reception ON dossier (received_day, ended_day, heading, online,
    opening, timeliness, due_day, spans)
    """,
    """
    CREATE INDEX dossier_delivered ON dossier (delivered_day) WHERE delivered_day IS NOT
    NULL
    """,
    """
    CREATE INDEX dossier_due ON dossier (due_day) WHERE running = 1
    """,
    """
    CREATE INDEX dossier_last_seq ON dossier (last_seq)
    """,
    """
    CREATE UNIQUE INDEX dossier_number ON dossier (number)
    """,
    """
    CREATE INDEX dossier_official_code ON dossier (official_code) WHERE official_code <> ''
    """,
    """
    CREATE INDEX dossier_owner ON dossier (owner_id) WHERE queue <> 'closed' AND owner_id <>
    ''
    """,
    """
    CREATE INDEX dossier_queue ON dossier (queue, id) WHERE queue <> 'closed'
    """,
    """
    CREATE INDEX dossier_submitter ON dossier (submitter_id) WHERE queue <> 'closed' AND
    submitter_id <> ''
    """,
    """
    CREATE TABLE handover_item ( list_number TEXT NOT NULL, position INTEGER NOT NULL,
    number TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, result TEXT NOT NULL,
    PRIMARY KEY (list_number, position), CHECK (state IN ('on', 'accepted', 'rejected',
    'removed')), FOREIGN KEY(list_number) REFERENCES handover_list (number) ) WITHOUT ROWID,
    STRICT
    """,
    """
    CREATE UNIQUE INDEX handover_item_number ON handover_item (list_number, number)
    """,
    """
    CREATE TABLE paper ( id INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    number TEXT NOT NULL, template_version INTEGER NOT NULL, facts TEXT NOT NULL, issued_seq
    INTEGER NOT NULL, issued_at TEXT NOT NULL, officer TEXT NOT NULL, state TEXT NOT NULL,
    prints INTEGER NOT NULL, PRIMARY KEY (id), CHECK (state IN ('issued', 'sent',
    'confirmed', 'failed')), CHECK (prints >= 0), FOREIGN KEY(issued_seq) REFERENCES event
    (seq) ) STRICT
    """,
    """
    CREATE INDEX paper_subject ON paper (subject)
    """,
    """
    CREATE INDEX paper_unconfirmed ON paper (subject) WHERE state <> 'confirmed'
    """,
    """
    CREATE TABLE deadline_span ( dossier_id INTEGER NOT NULL, position INTEGER NOT NULL,
    from_day TEXT NOT NULL, due_day TEXT, waiting INTEGER NOT NULL, late_on_entering INTEGER
    NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (dossier_id, position), CHECK (waiting IN (0,
    1)), CHECK (late_on_entering IN (0, 1)), FOREIGN KEY(dossier_id) REFERENCES dossier (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE INDEX span_supplement ON deadline_span (from_day) WHERE cause =
    'supplement_requested'
    """,
    """
    CREATE TABLE paper_print ( seq INTEGER NOT NULL, paper_id INTEGER NOT NULL, at TEXT NOT
    NULL, officer TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(seq)
    REFERENCES event (seq), FOREIGN KEY(paper_id) REFERENCES paper (id) ) STRICT
    """,
    """
    CREATE INDEX paper_print_paper ON paper_print (paper_id)
    """,
    """
    CREATE TABLE payment ( seq INTEGER NOT NULL, dossier_id INTEGER NOT NULL, day TEXT NOT
    NULL, method TEXT NOT NULL, charge_dong INTEGER NOT NULL, fee_dong INTEGER NOT NULL,
    officer TEXT NOT NULL, receipt_series TEXT NOT NULL, receipt_number TEXT NOT NULL,
    PRIMARY KEY (seq), CHECK (charge_dong BETWEEN -999999999999 AND 999999999999), CHECK
    (fee_dong BETWEEN -999999999999 AND 999999999999), FOREIGN KEY(seq) REFERENCES event
    (seq), FOREIGN KEY(dossier_id) REFERENCES dossier (id) ) STRICT
    """,
    """
    CREATE INDEX payment_day ON payment (day)
    """,
    """
    CREATE INDEX payment_dossier ON payment (dossier_id)
    """,
    """
    CREATE VIRTUAL TABLE dossier_search USING fts5(words, content='', contentless_delete=1,
    detail=none, prefix='1 2 3 4 5 6', tokenize='ascii')
    """,
    """
    CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events
    are only ever added'); END
    """,
    """
    CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events
    are only ever added'); END
    """,
)


def upgrade() -> None:
    """Make every table."""
    for statement in _STATEMENTS:
        op.execute(statement)
