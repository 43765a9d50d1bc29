"""The fixed SQL texts of a superior authority's book, made once."""

from collections.abc import Sequence

from tthc_desk.storage.district.columns import COLUMNS
from tthc_desk.storage.sql import insert_sql


def _insert(table: str, *upsert: str) -> str:
    return insert_sql(table, upsert=upsert, columns=COLUMNS)


def all_of(table: str, rest: str = "", *, names: Sequence[str] = ()) -> str:
    """Write the SELECT of whole rows, or of some of their columns."""
    columns = ", ".join(names or COLUMNS[table])
    return f"SELECT {columns} FROM {table} {rest}"  # noqa: S608


DISTRICT = "district"
COUNTED_NAMES = "c4, c5, c6, c8, c9, c10, c12, c13, opening, charge_dong, fee_dong"

INSERT_EVENT = _insert("event")
HASH_OF = "SELECT hash FROM event WHERE seq = ?"
UPSERT_SETTING = _insert("setting", "name")
SETTING = "SELECT value FROM setting WHERE name = ?"
FIRST_RECEIVED = "SELECT min(received_day) FROM totals_file"

UPSERT_WARD = _insert("ward", "code")
WARDS = all_of("ward", "ORDER BY code")
WARD = all_of("ward", "WHERE code = ?")

UPSERT_KEY = _insert("ward_key", "key_id")
KEYS = (
    f"SELECT {', '.join(COLUMNS['ward_key'])}, "  # noqa: S608
    "row_number() OVER (PARTITION BY ward_code ORDER BY made_at, key_id) "
    "FROM ward_key WHERE ?1 IS NULL OR ward_code = ?1 ORDER BY ward_code, made_at, key_id"
)
# The place among all keys of the ward, so none may be left out before it is counted.
KEY = (
    f"SELECT {', '.join(COLUMNS['ward_key'])}, (SELECT count(*) FROM ward_key AS other "  # noqa: S608
    "WHERE other.ward_code = ward_key.ward_code "
    "AND (other.made_at, other.key_id) <= (ward_key.made_at, ward_key.key_id)) "
    "FROM ward_key WHERE key_id = ?"
)

INSERT_FILE = _insert("totals_file")
INSERT_FIELD = _insert("totals_field")
INSERT_ENVELOPE = _insert("envelope")
STANDING = "SELECT standing FROM totals_file WHERE hash = ?"
STANDINGS = "SELECT hash, standing FROM totals_file WHERE ward_code = ? AND chain = ?"
SET_STANDING = "UPDATE totals_file SET standing = ? WHERE hash = ?"
FIELD_ID = "SELECT id FROM field_name WHERE name = ?"
INSERT_FIELD_NAME = "INSERT INTO field_name (name) VALUES (?) RETURNING id"
ENVELOPE = "SELECT content FROM envelope JOIN totals_file ON id = file_id WHERE hash = ?"

CHAIN_NAMES = (
    *("hash", "key_id", "seq", "prev", "replaces", "first", "last", "as_of", "id"),
    *("c6", "c12 + c13", "opening", "audit_length"),
)
CHAIN_FILES = all_of("totals_file", "WHERE ward_code = ? AND chain = ?", names=CHAIN_NAMES)
FILES = all_of(
    "totals_file",
    "WHERE chain = ?1 AND (?2 IS NULL OR ward_code = ?2) AND last >= ?3 AND first <= ?4 "
    "ORDER BY ward_code, first, id",
)

INSERT_REFUSAL = _insert("refusal")
WAS_REFUSED = "SELECT 1 FROM refusal WHERE sha256 = ? AND name = ? AND code = ?"
REFUSALS = all_of("refusal", "ORDER BY id DESC LIMIT ?", names=COLUMNS["refusal"][:-1])

# --- sums over the files that count

_COUNTED = "FROM totals_file WHERE standing = 'counted' AND chain = ?1"
_WITHIN = f"{_COUNTED} AND first >= ?2 AND last <= ?3"
_NOT_OF = "ward_code NOT IN (SELECT value FROM json_each(?4))"
_RECEIVED_DONE = ("c4", "c5", "c8", "c9", "c10")
_SUMMED = (*_RECEIVED_DONE, "charge_dong", "fee_dong")
NOTES = ("voided", "refused", "guided", "not_counted", "late", "unclosed_days")

COUNTED_DAYS = f"SELECT ward_code, min(first), max(last) {_COUNTED} GROUP BY ward_code"
COUNTED_PERIODS = f"SELECT ward_code, first {_WITHIN}"
COUNTED_ON = (
    f"SELECT ward_code, count(*) {_COUNTED} AND first IN (SELECT value FROM json_each(?2)) "  # noqa: S608
    "GROUP BY ward_code"
)
PERIOD_TOTALS = (
    f"SELECT first, sum(c4 + c5), sum(c8 + c9 + c10) {_WITHIN} AND {_NOT_OF} "
    "GROUP BY first ORDER BY first"
)

_ENDS = f"SELECT ward_code AS ward, min(first) AS low, max(last) AS high {_WITHIN}"
_FILES = (
    "SELECT *, first = low AS is_first, last = high AS is_last "
    "FROM ends JOIN totals_file ON ward_code = ward "
    "WHERE standing = 'counted' AND chain = ?1 AND first >= ?2 AND last <= ?3"
)
# (6) of a ward's first file, and what later ones brought as opening balances; (12) and (13) of
# its last.
WARD_TOTALS = (
    f"WITH ends AS ({_ENDS} GROUP BY ward_code), files AS ({_FILES}) "
    "SELECT ward_code, low, high, count(*), "
    + ", ".join(f"sum({name})" for name in (*_SUMMED, *NOTES))
    + ", sum(iif(is_first, c6, opening)), sum(c12 * is_last), sum(c13 * is_last) "
    "FROM files GROUP BY ward_code ORDER BY ward_code"
)
_ROWS_OF_FILES = "FROM files CROSS JOIN totals_field f ON f.file_id = files.id"
# The files in the order they came: so their rows are read one after the other, each page once.
# The limit keeps the order from being left out as needless. What stands at the ends is added
# from these few files alone: the others are most of the work.
FIELD_TOTALS = (
    f"WITH ends AS ({_ENDS} AND {_NOT_OF} GROUP BY ward_code), "  # noqa: S608
    f"files AS MATERIALIZED (SELECT id, is_first, is_last FROM ({_FILES}) ORDER BY id LIMIT -1), "
    "sums AS (SELECT field_id, sum(f.opening) AS brought, "
    + ", ".join(f"sum(f.{name}) AS {name}" for name in _RECEIVED_DONE)
    + f" {_ROWS_OF_FILES} GROUP BY field_id), "  # noqa: S608
    "edges AS (SELECT field_id, sum((f.c6 - f.opening) * is_first) AS c6, "
    "sum(f.c12 * is_last) AS c12, sum(f.c13 * is_last) AS c13 "
    f"{_ROWS_OF_FILES} WHERE is_first OR is_last GROUP BY field_id) "
    f"SELECT name, {', '.join(_RECEIVED_DONE)}, "
    "brought + coalesce(c6, 0), coalesce(c12, 0), coalesce(c13, 0) "
    "FROM sums JOIN field_name ON id = field_id LEFT JOIN edges USING (field_id)"
)

BREAKS = (
    "SELECT ward_code, before_first, before_last, first, last, still_open, c6 FROM ("  # noqa: S608
    "SELECT ward_code, first, last, c6, lag(first) OVER days AS before_first, "
    "lag(last) OVER days AS before_last, lag(c12 + c13) OVER days + opening AS still_open "
    f"{_WITHIN} WINDOW days AS (PARTITION BY ward_code ORDER BY first)) "
    "WHERE still_open <> c6 AND date(before_last, '+1 day') = first"
)
DISPUTES = (
    "SELECT ward_code, count(*) FROM totals_file WHERE standing <> 'counted' AND chain = ?1 "
    "AND first >= ?2 AND last <= ?3 "
    "AND standing IN ('forked', 'unlinked', 'overlaps', 'other_period', 'key') GROUP BY ward_code"
)
# A place that only a file of a key no longer valid fills is empty too; the rule tells.
WARDS_WITH_GAPS = (
    "SELECT ward_code FROM (SELECT ward_code, max(seq) AS last, count(DISTINCT seq) AS files "
    "FROM totals_file WHERE chain = ?1 GROUP BY ward_code, key_id) WHERE last <> files "
    "UNION SELECT ward_code FROM totals_file "
    "WHERE standing <> 'counted' AND chain = ?1 AND standing = 'key' ORDER BY ward_code"
)
