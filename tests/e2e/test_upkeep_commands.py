"""`backup`, `restore` and `migrate` as they are typed."""

from pathlib import Path

from tests.helpers.released import released_ward
from tests.helpers.wards import new_store
from tthc_desk.storage.instance_lock import WindowLock

