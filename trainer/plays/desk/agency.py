"""What of the desk has no place at an agency: acts and topics about budgets, where no rate is built of budgets."""

from __future__ import annotations

from trainer.district.pack import Pack
from trainer.scenarios.needs import built_of

# Feature of a tariff → the kinds of act, topics and forms that make no sense without it.
ABOUT = {"budgets": frozenset({"approve_variance", "budget", "variance", "variance_form", "variances"})}


def pointless(pack: Pack) -> frozenset[str]:
    """The ids of all that this agency has no use for."""
    built = built_of(pack)
    return frozenset(one for feature, ids in ABOUT.items() if feature not in built for one in ids)
