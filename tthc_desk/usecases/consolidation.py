"""Receiving totals files: each is taken, known already, kept as evidence, or refused by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tthc_desk.domain.officers import Actor
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import ChainState, Standing
from tthc_desk.usecases.chain_settling import settle
from tthc_desk.usecases.district import moment_after
from tthc_desk.usecases.district_ports import DistrictStore
from tthc_desk.usecases.doubts import doubt
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.totals_answers import LIMIT, Offered, Outcome, Received
from tthc_desk.usecases.totals_intake import Intake
from tthc_desk.usecases.totals_ports import TotalsFormat

__all__ = ["LIMIT", "Consolidation", "Offered", "Outcome", "Received"]

_BATCH_FILES, _BATCH_BYTES = 200, 4_000_000


class Consolidation:
    """Takes the files of wards in; what counts depends on the set of files, not on the order."""

    def __init__(self, store: DistrictStore, clock: Clock, form: TotalsFormat) -> None:
        self._store = store
        self._clock = clock
        self._form = form

    def import_file(self, name: str, data: bytes, actor: Actor) -> Received:
        """Take one file in; see `import_files`."""
        (answer,) = self.import_files([Offered(name, data)], actor)
        return answer

    def import_files(
        self, files: Iterable[Offered], actor: Actor, progress: Progress | None = None
    ) -> Iterator[Received]:
        """Take files in, some hundred in one transaction; answers come after its commit.

        Args:
            progress: told (files done, 0) after each transaction; answers False to stop.

        Raises:
            DeskError: CLOCK, DISK_FULL, IO and the like; files are refused in their answers.
        """
        done = 0
        for batch in _batches(files):
            answers = self._import_batch(batch, actor)
            done += len(answers)
            yield from answers
            if progress is not None and not progress(done, 0):
                return

    def _import_batch(self, batch: list[Offered], actor: Actor) -> list[Received]:
        with self._store.write() as unit:
            now = moment_after(self._clock.now(), unit.last_event_at())
            intake = Intake(unit, self._form, actor, now)
            answers = [intake.take(offered) for offered in batch]
            states = {place: settle(unit, *place) for place in intake.touched}
            if intake.wrote:
                unit.commit()
        return [_settled(answer, intake, states) for answer in answers]


def _batches(files: Iterable[Offered]) -> Iterator[list[Offered]]:
    """Gather files: so many that a commit costs little, so few that memory stays flat."""
    batch, size = list[Offered](), 0
    for offered in files:
        batch.append(offered)
        size += len(offered.data) if isinstance(offered.data, bytes) else 0
        if len(batch) >= _BATCH_FILES or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _settled(
    answer: Received, intake: Intake, states: Mapping[tuple[str, Chain], ChainState]
) -> Received:
    """Say what the chain makes of a file, once all of its transaction are there."""
    if answer.outcome not in (Outcome.ACCEPTED, Outcome.UNCHANGED) or answer.chain is None:
        return answer
    state = states.get((answer.ward_code, answer.chain))
    standing = state.standings[answer.hash] if state else answer.standing
    file, life = intake.files[answer.hash], intake.lives[answer.key_id]
    counted = state.counted if state else ()
    error = doubt(file, standing or Standing.COUNTED, life, counted)
    is_new = answer.outcome is Outcome.ACCEPTED
    outcome = Outcome.EVIDENCE if error and is_new else answer.outcome
    return replace(answer, outcome=outcome, standing=standing, error=error)
