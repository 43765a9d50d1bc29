"""Where a dossier stands: the ten national codes, work queues, early, on time or late."""

from enum import IntEnum, StrEnum


class Status(IntEnum):
    """The ten codes of the National Public Service Portal."""

    NEW = 1
    RECEIVED = 2
    REFUSED_RECEPTION = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    OBLIGATION = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    DELIVERED = 10


WAITING = frozenset({Status.SUPPLEMENT, Status.OBLIGATION})
OPEN = frozenset({Status.RECEIVED, Status.PROCESSING}) | WAITING
ENDED = frozenset({Status.WITHDRAWN, Status.STOPPED, Status.FINISHED, Status.DELIVERED})


class Queue(StrEnum):
    """Work queues; a dossier is always in exactly one."""

    TO_HAND_OVER = "to_hand_over"
    ON_LIST = "on_list"
    PROCESSING = "processing"
    WAITING_SUPPLEMENT = "waiting_supplement"
    WAITING_OBLIGATION = "waiting_obligation"
    TO_DELIVER = "to_deliver"
    CLOSED = "closed"


class Timeliness(IntEnum):
    """How an end compares with the due day, by calendar day."""

    EARLY = 8
    ON_TIME = 9
    LATE = 10
