"""Files that were numbered and never came, of all wards."""

from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import Gap, chain_state
from tthc_desk.usecases.chain_settling import lives
from tthc_desk.usecases.district_ports import DistrictQueries


def gaps_by_ward(queries: DistrictQueries, chain: Chain) -> dict[str, tuple[Gap, ...]]:
    """Give ward → its gaps in a chain; only wards that have any."""
    found = {}
    for ward in queries.wards_with_gaps(chain):
        state = chain_state(queries.chain_files(chain, ward), lives(queries.ward_keys(ward)))
        if state.gaps:
            found[ward] = state.gaps
    return found
