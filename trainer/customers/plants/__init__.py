"""Plants: chosen in a recipe as `plants: [{misread: {…}}, …]`, and registered here by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from trainer.customers.plants.absence import Absence
from trainer.customers.plants.application import Application
from trainer.customers.plants.arrears import Arrears
from trainer.customers.plants.association import Association
from trainer.customers.plants.bankruptcy import Bankruptcy
from trainer.customers.plants.base import Plant, Setting
from trainer.customers.plants.big_bill import BigBill
from trainer.customers.plants.bounced_autopay import BouncedAutopay
from trainer.customers.plants.bounced_ebill import BouncedEbill
from trainer.customers.plants.broken_plan import BrokenPlan
from trainer.customers.plants.cancel_rebill import CancelRebill
from trainer.customers.plants.changed_meter import ChangedMeter
from trainer.customers.plants.construction_meter import Construction
from trainer.customers.plants.contradictions import contradiction
from trainer.customers.plants.crossed_meters import CrossedMeters
from trainer.customers.plants.deceased import Deceased
from trainer.customers.plants.deposit_held import DepositHeld
from trainer.customers.plants.duplicate_payment import DuplicatePayment
from trainer.customers.plants.earlier_waiver import EarlierWaiver
from trainer.customers.plants.estimated_reads import EstimatedReads
from trainer.customers.plants.estranged_spouse import EstrangedSpouse
from trainer.customers.plants.expired_variance import ExpiredVariance
from trainer.customers.plants.former_debt import FormerDebt
from trainer.customers.plants.hardship import Hardship
from trainer.customers.plants.high_use import HighUse
from trainer.customers.plants.impostor import Impostor
from trainer.customers.plants.landlord_behind import LandlordBehind
from trainer.customers.plants.late_penalty import LatePenalty
from trainer.customers.plants.leak import Leak
from trainer.customers.plants.misread import Misread
from trainer.customers.plants.move_out import MoveOut
from trainer.customers.plants.pending_payment import PendingPayment
from trainer.customers.plants.portal_trouble import PortalTrouble
from trainer.customers.plants.posted_late import PostedLate
from trainer.customers.plants.posted_to_neighbor import PostedToNeighbor
from trainer.customers.plants.protected_address import ProtectedAddress
from trainer.customers.plants.reread_done import RereadDone
from trainer.customers.plants.returned_check import ReturnedCheck
from trainer.customers.plants.returned_mail import ReturnedMail
from trainer.customers.plants.running_toilet import RunningToilet
from trainer.customers.plants.stuck_meter import StuckMeter

__all__ = ["PLANTS", "Plant", "Setting", "contradiction", "in_order", "read_plant"]

# In the order in which they work on a plan, whatever the order in which a recipe names them.
PLANTS: dict[str, type[Plant]] = {
    kind.name: kind
    for kind in (
        ExpiredVariance,
        Absence,
        Misread,
        HighUse,
        CrossedMeters,
        RunningToilet,
        Leak,
        StuckMeter,
        MoveOut,
        EstimatedReads,
        ChangedMeter,
        BigBill,
        LatePenalty,
        PostedLate,
        Arrears,
        BrokenPlan,
        CancelRebill,
        PostedToNeighbor,
        DuplicatePayment,
        PendingPayment,
        ReturnedCheck,
        BouncedAutopay,
        EarlierWaiver,
        RereadDone,
        Association,
        LandlordBehind,
        Bankruptcy,
        Deceased,
        EstrangedSpouse,
        ProtectedAddress,
        Impostor,
        Hardship,
        ReturnedMail,
        BouncedEbill,
        DepositHeld,
        Application,
        PortalTrouble,
        Construction,
        FormerDebt,
    )
}


def read_plant(given: Any) -> Plant:
    """A plant as a recipe writes it: its name, or its name with options. Raises ValueError."""
    if isinstance(given, Plant):
        return given
    name, options = _named(given)
    if name not in PLANTS:
        raise ValueError(f"there is no plant “{name}”; there are {', '.join(PLANTS)}")
    if not isinstance(options, dict):
        raise ValueError(f"plant {name}: write its options as name: value")
    try:
        return PLANTS[name].model_validate(options)
    except ValidationError as error:
        raise ValueError(_explain(name, error)) from None


def in_order(plants: Sequence[Plant]) -> list[Plant]:
    rank = list(PLANTS)
    return sorted(plants, key=lambda plant: rank.index(plant.name))


def _named(given: Any) -> tuple[str, Any]:
    if isinstance(given, str):
        return given, {}
    if isinstance(given, dict) and len(given) == 1:
        ((name, options),) = given.items()
        return str(name), {} if options is None else options
    raise ValueError("write each plant as its name, or as name: {option: value}")


def _explain(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    option = ".".join(str(step) for step in first["loc"])
    if first["type"] == "extra_forbidden":
        known = ", ".join(PLANTS[name].model_fields) or "none"
        return f"plant {name} has no option “{option}”; its options are: {known}"
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"plant {name}: {option}: {said}" if option else f"plant {name}: {said}"
