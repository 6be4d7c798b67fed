"""One rule's word on one case, with its working: the ruling on an act, what is owed, and all that was read for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from trainer.district.pack import Pack
from trainer.record.act import Act
from trainer.record.case import Case
from trainer.record.ruling import Obligation, Reading, Ruling

NOTHING = "nothing"


@dataclass(frozen=True)
class Explained:
    """See the module. `ruling` is None where no act was asked about, or the rule has nothing to say of it.

    `authority` gives, by slot and level, the most a level may decide alone, in dollars.
    """

    rule: str
    title: str
    section: str
    citation: str
    mark: str
    on: dt.date
    level: str
    authority: Mapping[str, Mapping[str, Decimal]]
    act: Act | None
    ruling: Ruling | None
    owed: tuple[Obligation, ...]

    @property
    def verdict(self) -> str | None:
        """permitted, beyond_authority, not_yet, forbidden or nothing; None where no act was asked about."""
        if self.act is None:
            return None
        return self.ruling.verdict.name.lower() if self.ruling else NOTHING

    @property
    def read(self) -> tuple[Reading, ...]:
        """The values read, each once: for the ruling first, then for what is owed."""
        ruled = self.ruling.read if self.ruling else ()
        return tuple(dict.fromkeys([*ruled, *(reading for one in self.owed for reading in one.read)]))


def explain(pack: Pack, rule: str, case: Case, what: Act | None = None) -> Explained:
    """What a rule in force says of a case, and of an act in it; raises KeyError for a rule that is not in force."""
    entry = pack.rules[rule]
    return Explained(
        rule=rule, title=entry.title, section=entry.section, citation=entry.citation, mark=entry.mark, on=case.today,
        level=case.level, authority=entry.authority, act=what,
        ruling=pack.rulebook.ruling(rule, case, what) if what is not None else None,
        owed=tuple(one for one in pack.rulebook.owed(case) if one.rule == rule),
    )  # fmt: skip
