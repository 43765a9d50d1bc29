"""Taking a totals file in by hand: its signature, its JSON, one row; and one sum over all rows."""

import base64
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from nacl.signing import VerifyKey

from tthc_desk.exchange.totals_file import TOTALS_TYPE
from tthc_desk.storage.database import apply_policy, connect
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.keys import WardKey

_BATCH = 200
_SUMS = ", ".join(f"sum({name})" for name in ("c4", "c5", "c8", "c9", "c10", "c12", "c13"))
_BY_FIELD = (
    f"SELECT field_id, {_SUMS} FROM totals_field WHERE file_id IN "  # noqa: S608
    "(SELECT id FROM totals_file WHERE chain = 'monthly' AND standing = 'counted') "
    "GROUP BY field_id"
)
_BY_WARD = (
    f"SELECT ward_code, {_SUMS} FROM totals_file "  # noqa: S608
    "WHERE chain = 'monthly' AND standing = 'counted' GROUP BY ward_code"
)


def take_in(folder: Path, files: list[bytes], publics: dict[str, bytes]) -> None:
    """Verify, parse and insert, some hundred in one transaction."""
    path = folder / "bare.db"
    path.touch()
    with closing(connect(path, WardKey.new())) as raw:
        apply_policy(raw, read_only=False)
        raw.execute("CREATE TABLE file (ward TEXT, first TEXT, totals TEXT, content BLOB) STRICT")
        for at in range(0, len(files), _BATCH):
            raw.execute("BEGIN IMMEDIATE")
            for data in files[at : at + _BATCH]:
                _take(raw, data, publics)
            raw.execute("COMMIT")


def _take(raw: Connection, data: bytes, publics: dict[str, bytes]) -> None:
    envelope = json.loads(data)
    payload, (signature,) = base64.b64decode(envelope["payload"]), envelope["signatures"]
    head = b"DSSEv1 %d %s %d " % (len(TOTALS_TYPE), TOTALS_TYPE.encode(), len(payload))
    key = VerifyKey(publics[signature["keyid"]])
    key.verify(head + payload, base64.b64decode(signature["sig"]))
    found = json.loads(payload)
    control = json.dumps(found["control"])
    row = (found["ward"]["code"], found["from"], control, data)
    raw.execute("INSERT INTO file VALUES (?, ?, ?, ?)", row)


def adder(raw: Connection) -> Callable[[], object]:
    """Give a function that adds all files up, by ward and by field."""

    def add() -> object:
        return raw.execute(_BY_WARD).fetchall(), raw.execute(_BY_FIELD).fetchall()

    return add
