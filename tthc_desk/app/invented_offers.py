"""What comes to the counter of a training ward, and how often: procedures by channel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.fees import applicable
from tthc_desk.domain.procedure import Channel, Procedure
from tthc_desk.usecases.catalogue import in_force

_CHANNELS = {Channel.IN_PERSON: 70, Channel.ONLINE: 22, Channel.POST: 8}
_FREQUENT = {"2.000815": 40, "2.000884": 12, "1.001193": 8, "2.000635": 10, "2.001035": 4}
"""Share of the ward's most frequent procedures; every other one counts 1."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure that can come in through a channel, and how often it does beside others."""

    procedure: Procedure
    channel: Channel
    weight: float


class Offers:
    """Everything a catalogue answers completely, so that nobody has to be asked."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._all = [offer for procedure in procedures for offer in _offers(procedure)]

    def on(self, day: date) -> list[Offer]:
        """Give what is in force on a day."""
        return [offer for offer in self._all if in_force(offer.procedure, day)]


def _offers(procedure: Procedure) -> list[Offer]:
    shares = {
        channel: share
        for channel, share in _CHANNELS.items()
        if channel in procedure.terms and applicable(procedure, channel) is not None
    }
    often = _FREQUENT.get(procedure.code, 1) / sum(shares.values()) if shares else 0
    return [Offer(procedure, channel, often * share) for channel, share in shares.items()]
