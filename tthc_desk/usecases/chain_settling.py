"""Writing down which files of a ward's chain count, whenever files or keys have changed."""

from collections.abc import Iterable

from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import ChainState, KeyLife, chain_state
from tthc_desk.usecases.district_ports import DistrictUnit, KeyLine


def lives(keys: Iterable[KeyLine]) -> dict[str, KeyLife]:
    """Give key id → from when to when it signs."""
    return {key.key_id: key.life for key in keys}


def settle(unit: DistrictUnit, ward_code: str, chain: Chain) -> ChainState:
    """Decide anew for one chain and keep the standings."""
    state = chain_state(unit.chain_files(ward_code, chain), lives(unit.ward_keys(ward_code)))
    unit.save_standings(ward_code, chain, state.standings)
    return state


def settle_ward(unit: DistrictUnit, ward_code: str) -> None:
    """Decide anew for every chain of a ward."""
    for chain in Chain:
        settle(unit, ward_code, chain)
