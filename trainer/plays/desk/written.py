"""What is written: where a letter or e-mail came from, and the sheet that its answer is written on."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.record.case import WRITTEN, Case
from trainer.scenarios.world import World


@dataclass(frozen=True)
class Sheet:
    """The head of what came in, and what stands over and under the reply.

    An e-mail has a `subject`, and its answer too; of a letter, `looks` tells how it lies on the desk.
    """

    sender: str
    subject: str
    looks: str
    dear: str
    signed: tuple[str, ...]


def sheet(world: World, case: Case) -> Sheet | None:
    """The sheet of the contact who is attended to; None where nobody wrote."""
    contact, spec = next(iter(case.contacts.values()), None), world.spec
    if contact is None or spec is None or contact.channel not in WRITTEN:
        return None
    name, by_mail = case.told("caller_name"), contact.channel == "letter"
    return Sheet(
        sender=contact.address,
        subject="" if by_mail else spec.subject,
        looks=spec.subject if by_mail else "",
        dear=f"Dear {name}," if name else "Dear Sir or Madam,",
        signed=("Sincerely,", f"{world.setting.clerk}, {world.setting.pack.identity.name}"),
    )
