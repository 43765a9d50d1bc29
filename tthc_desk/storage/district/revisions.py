"""Bringing an older book of a superior authority to the newest schema."""

from collections.abc import Callable, Mapping

from tthc_desk.storage.driver import Connection

Revisions = Mapping[int, tuple[str, ...]]
"""Schema version → the statements that lead to it from the one before."""

REVISIONS: Revisions = {}


def migrate(
    sole: Connection, check: Callable[[Connection], None], revisions: Revisions = REVISIONS
) -> None:
    """Upgrade a database that a connection has alone; after an error all is as before.

    Args:
        check: looks at the result before it stands; what it raises undoes everything.
    """
    # A rebuilt table is missing for a moment; the check of the result makes up for it.
    sole.execute("PRAGMA foreign_keys = OFF")
    sole.execute("BEGIN IMMEDIATE")
    try:
        found = int(sole.execute("PRAGMA user_version").fetchone()[0])
        for version in sorted(one for one in revisions if one > found):
            for statement in revisions[version]:
                sole.execute(statement)
            sole.execute(f"PRAGMA user_version = {version}")
        check(sole)
        sole.execute("COMMIT")
    except BaseException:
        # The engine rolls back by itself after some errors.
        if sole.in_transaction:
            sole.execute("ROLLBACK")
        raise
