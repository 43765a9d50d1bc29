"""Who collects a result: the submitter, the owner, or somebody in their place."""

from typing import Any

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.vietnamese import nfc


def same_name(one: str, other: str) -> bool:
    """Compare two names without regard to case, Unicode form and spaces; marks count."""
    return _plain(one) == _plain(other)


def collects_for_self(name: str, id_number: str, dossier: Dossier) -> str:
    """Tell whether who stands at the counter is the submitter or the owner.

    The same name with another identity number is another person.

    Args:
        id_number: of the paper that was shown; empty if none was noted.

    Returns:
        "submitter", "owner", or nothing for a proxy, who brings a giấy ủy quyền.

    Source: Nghị định 118/2025/NĐ-CP Art 6(2).
    """
    people: dict[str, Any] = {who: dossier.facts[who] for who in ("submitter", "owner")}
    found = (
        who
        for who, kept in people.items()
        if same_name(name, kept["name"]) and id_number in ("", kept["id_number"] or id_number)
    )
    return next(found, "")


def _plain(name: str) -> str:
    return " ".join(nfc(name).casefold().split())
