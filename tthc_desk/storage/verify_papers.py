"""Papers and their ways through the printer against the events they were written with."""

from collections.abc import Iterator
from hashlib import sha256

from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.storage.verify_logos import whole_logos
from tthc_desk.usecases.paper_record import logo_in
from tthc_desk.usecases.ports import Finding

# Column → what its event says; what an event does not say is taken as it stands.
_OF_PAPER = {
    "kind": "coalesce(e.data ->> 'kind', r.kind)",
    "subject": "e.subject",
    "number": "coalesce(e.data ->> 'number', e.subject)",
    "template_version": "coalesce(e.data ->> 'template', r.template_version)",
    "issued_at": "e.at",
    "officer": "e.officer",
}
_OF_PRINT = {
    "at": "e.at",
    "officer": "e.officer",
    "state": "coalesce(e.data ->> 'state', r.state)",
    "paper_id": (
        "(SELECT p.id FROM paper p WHERE p.id = r.paper_id AND p.subject = e.subject "
        "AND p.kind = coalesce(e.data ->> 'kind', p.kind))"
    ),
}


def _compared(expected: dict[str, str]) -> str:
    return ", ".join(f"r.{column} IS {said}" for column, said in expected.items())


_PAPERS = (
    f"SELECT r.id, r.facts, e.data ->> 'facts_sha256', {_compared(_OF_PAPER)} "  # noqa: S608
    "FROM paper r JOIN event e ON e.seq = r.issued_seq ORDER BY r.id"
)
_PRINTS = (
    f"SELECT r.seq, {_compared(_OF_PRINT)} "  # noqa: S608
    "FROM paper_print r JOIN event e ON e.seq = r.seq ORDER BY r.seq"
)
_UNMATCHED = (
    "SELECT seq, 'print without its row' FROM event e WHERE kind = 'paper_printed' "
    "AND NOT EXISTS (SELECT 1 FROM paper_print r WHERE r.seq = e.seq)",
    "SELECT seq, 'print without its event' FROM paper_print r WHERE NOT EXISTS "
    "(SELECT 1 FROM event e WHERE e.seq = r.seq AND e.kind = 'paper_printed')",
)


def papers(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare every paper with its event: who, when, what kind, and the facts it shows."""
    del steps
    printed_with = whole_logos(connection) | {""}
    for paper_id, facts, digest, *same in connection.execute(_PAPERS):
        faults = [name for name, as_said in zip(_OF_PAPER, same, strict=True) if not as_said]
        # Events of older programs say nothing of the facts.
        if digest is not None and sha256(facts.encode()).hexdigest() != digest:
            faults.append("facts")
        if logo_in(facts) not in printed_with:
            faults.append("logo")
        if faults:
            yield Finding("papers", f"paper {paper_id}", ", ".join(faults))
    for seq, *same in connection.execute(_PRINTS):
        faults = [name for name, as_said in zip(_OF_PRINT, same, strict=True) if not as_said]
        if faults:
            yield Finding("papers", f"print {seq}", ", ".join(faults))
    for statement in _UNMATCHED:
        for seq, fault in connection.execute(statement):
            yield Finding("papers", str(seq), fault)
