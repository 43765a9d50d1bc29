"""The fixed SQL texts of the writing side, made from the tables once."""

from tthc_desk.storage.schema import columns, insert_sql
from tthc_desk.storage.tables import (
    CalendarDayRow,
    CalendarYearRow,
    CounterRow,
    CounterSlipRow,
    DossierRow,
    DraftRow,
    HandoverListRow,
    PaperPrintRow,
    PaperRow,
    PaymentRow,
    PersonRow,
    ProcedureRow,
    RequestRow,
    SettingRow,
    SpanRow,
)

WARD = "ward"

ANSWER = "SELECT answer FROM request WHERE request_id = ?"
INSERT_REQUEST = insert_sql(RequestRow)
HASH_OF = "SELECT hash FROM event WHERE seq = ?"
COUNT_ON = (
    "INSERT INTO counter (series, period, value) VALUES (?, ?, 1) "
    "ON CONFLICT (series, period) DO UPDATE SET value = value + 1 RETURNING value"
)

RULES = "rules"
RULES_SEQ = "SELECT coalesce(max(value), 0) FROM counter WHERE series = 'rules'"
LAST_NUMBER = "SELECT value FROM counter WHERE series = ? AND period = ?"
SET_COUNTER = insert_sql(CounterRow, upsert=("series", "period"))

INSERT_DOSSIER = insert_sql(DossierRow)
UPSERT_DOSSIER = insert_sql(DossierRow, upsert=("id",))
NUMBER_OF_CODE = "SELECT number FROM dossier WHERE official_code = ? AND official_code <> ''"
WORDS_OF = "SELECT words FROM dossier WHERE id = ?"
INSERT_WORDS = "INSERT INTO dossier_search (rowid, words) VALUES (?, ?)"
DELETE_WORDS = "DELETE FROM dossier_search WHERE rowid = ?"
INSERT_SPAN = insert_sql(SpanRow)
DELETE_SPANS = "DELETE FROM deadline_span WHERE dossier_id = ?"
INSERT_PAYMENT = insert_sql(PaymentRow)
DELETE_PAYMENTS = "DELETE FROM payment WHERE dossier_id = ?"
HEADING = "SELECT id FROM heading WHERE field = ? AND procedure_code = ?"
INSERT_HEADING = "INSERT INTO heading (field, procedure_code) VALUES (?, ?) RETURNING id"
INSERT_SLIP = insert_sql(CounterSlipRow)

_PERSON = [name for name in columns(PersonRow) if name != "id"]
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
UPSERT_PROCEDURE = insert_sql(ProcedureRow, upsert=("code", "valid_from"))
DELETE_DAYS = "DELETE FROM calendar_day WHERE year = ?"
UPSERT_YEAR = insert_sql(CalendarYearRow, upsert=("year",))
INSERT_DAY = insert_sql(CalendarDayRow)
UPSERT_SETTING = insert_sql(SettingRow, upsert=("name",))
UPSERT_DRAFT = insert_sql(DraftRow, upsert=("desk", "screen"))
DELETE_DRAFT = "DELETE FROM draft WHERE desk = ? AND screen = ?"

LAST_PAPER = "SELECT coalesce(max(id), 0) FROM paper"
INSERT_PAPER = insert_sql(PaperRow)
MARK_PAPER = "UPDATE paper SET state = ?, prints = prints + ? WHERE id = ?"
INSERT_PRINT = insert_sql(PaperPrintRow)
UPSERT_LIST = insert_sql(HandoverListRow, upsert=("number",))
UPSERT_ITEM = (
    "INSERT INTO handover_item (list_number, position, number, state, reason, result) VALUES "
    "(?, 1 + (SELECT coalesce(max(position), 0) FROM handover_item WHERE list_number = ?), "
    "?, ?, ?, ?) ON CONFLICT (list_number, number) DO UPDATE SET state = excluded.state, "
    "reason = excluded.reason, result = excluded.result"
)
