"""The steps of the first start in their order."""

from enum import StrEnum


class Step(StrEnum):
    """One page each."""

    WELCOME = "welcome"
    PACK = "pack"
    KEY = "key"
    FOLDER = "folder"
    LEADER = "leader"
    PRINTER = "printer"
    SCANNER = "scanner"
    BACKUP = "backup"
    CALENDAR = "calendar"
    SUMMARY = "summary"
