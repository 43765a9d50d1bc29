"""The fixed SQL texts of the writing side, made once."""

from collections.abc import Mapping, Sequence

from tthc_desk.storage.columns import COLUMNS


def insert_sql(
    table: str,
    *,
    upsert: Sequence[str] = (),
    columns: Mapping[str, Sequence[str]] = COLUMNS,
) -> str:
    """Write the INSERT of a whole row.

    Args:
        table: any table of this package.
        upsert: columns of the key; a row that is there takes the new values.
        columns: table → its columns in order.
    """
    names = columns[table]
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    if not upsert:
        return sql
    changed = ", ".join(f"{n} = excluded.{n}" for n in names if n not in upsert)
    return f"{sql} ON CONFLICT ({', '.join(upsert)}) DO UPDATE SET {changed}"


WARD = "ward"

ANSWER = "SELECT answer FROM request WHERE request_id = ?"
INSERT_REQUEST = insert_sql("request")
INSERT_EVENT = insert_sql("event")
HASH_OF = "SELECT hash FROM event WHERE seq = ?"
COUNT_ON = (
    "INSERT INTO counter (series, period, value) VALUES (?, ?, 1) "
    "ON CONFLICT (series, period) DO UPDATE SET value = value + 1 RETURNING value"
)

RULES = "rules"
RULES_SEQ = "SELECT coalesce(max(value), 0) FROM counter WHERE series = 'rules'"
LAST_NUMBER = "SELECT value FROM counter WHERE series = ? AND period = ?"
SET_COUNTER = insert_sql("counter", upsert=("series", "period"))

INSERT_DOSSIER = insert_sql("dossier")
UPSERT_DOSSIER = insert_sql("dossier", upsert=("id",))
NUMBER_OF_CODE = (
    "SELECT number, voided FROM dossier WHERE official_code = ? AND official_code <> '' "
    "ORDER BY voided, id DESC"
)
FIRST_RECEPTION = "SELECT received_day FROM dossier WHERE NOT opening ORDER BY received_day LIMIT 1"
WORDS_OF = "SELECT words FROM dossier WHERE id = ?"
INSERT_WORDS = "INSERT INTO dossier_search (rowid, words) VALUES (?, ?)"
DELETE_WORDS = "DELETE FROM dossier_search WHERE rowid = ?"
INSERT_SPAN = insert_sql("deadline_span")
DELETE_SPANS = "DELETE FROM deadline_span WHERE dossier_id = ?"
INSERT_PAYMENT = insert_sql("payment")
DELETE_PAYMENTS = "DELETE FROM payment WHERE dossier_id = ?"
HEADING = "SELECT id FROM heading WHERE field = ? AND procedure_code = ?"
INSERT_HEADING = "INSERT INTO heading (field, procedure_code) VALUES (?, ?) RETURNING id"
INSERT_SLIP = insert_sql("counter_slip")
INSERT_BACKDATED = insert_sql("backdated")
INSERT_CLOSING = insert_sql("day_closing")
REOPEN = "UPDATE day_closing SET reopened_seq = ? WHERE day = ? AND round = ?"

_PERSON = [name for name in COLUMNS["person"] if name != "id"]
UPSERT_PERSON = (
    f"INSERT INTO person ({', '.join(_PERSON)}) VALUES ({', '.join('?' * len(_PERSON))}) "  # noqa: S608
    f"ON CONFLICT (id_number) DO UPDATE SET "
    f"{', '.join(f'{n} = excluded.{n}' for n in _PERSON[1:])} RETURNING id"
)

PROCEDURE_ON = (
    "SELECT record FROM procedure_version WHERE code = ? AND valid_from <= ? "
    "AND (valid_to IS NULL OR valid_to >= ?) ORDER BY valid_from DESC LIMIT 1"
)
PROCEDURES = "SELECT record FROM procedure_version ORDER BY code, valid_from"
UPSERT_PROCEDURE = insert_sql("procedure_version", upsert=("code", "valid_from"))
DELETE_DAYS = "DELETE FROM calendar_day WHERE year = ?"
UPSERT_YEAR = insert_sql("calendar_year", upsert=("year",))
INSERT_DAY = insert_sql("calendar_day")
UPSERT_SETTING = insert_sql("setting", upsert=("name",))
UPSERT_DRAFT = insert_sql("draft", upsert=("desk", "screen"))
DELETE_DRAFT = "DELETE FROM draft WHERE desk = ? AND screen = ?"

LAST_PAPER = "SELECT coalesce(max(id), 0) FROM paper"
INSERT_PAPER = insert_sql("paper")
MARK_PAPER = "UPDATE paper SET state = ?, prints = prints + ? WHERE id = ?"
INSERT_PRINT = insert_sql("paper_print")
INSERT_SIGNING_KEY = insert_sql("signing_key")
INSERT_EXPORT = insert_sql("totals_export")
UPSERT_LIST = insert_sql("handover_list", upsert=("number",))
UPSERT_ITEM = (
    "INSERT INTO handover_item (list_number, position, number, state, reason, result) VALUES "
    "(?, 1 + (SELECT coalesce(max(position), 0) FROM handover_item WHERE list_number = ?), "
    "?, ?, ?, ?) ON CONFLICT (list_number, number) DO UPDATE SET state = excluded.state, "
    "reason = excluded.reason, result = excluded.result"
)
