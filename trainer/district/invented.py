"""What the accounts that people practice on are made of, as the pack states it. Nothing of it exists."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


def _digits(given: Any) -> Any:
    """YAML reads 01234 as a number of another size."""
    if isinstance(given, int):
        raise ValueError('must stand in quotes, such as "949"')
    return given


def _places(form: str) -> str:
    if sorted(re.findall(r"{(.*?)}", form)) != ["kind", "word"]:
        raise ValueError('must name {kind} and {word}, once each, such as "{word} {kind}"')
    return form


Digits = Annotated[str, BeforeValidator(_digits)]


class Streets(BaseModel):
    """Street names: each kind with each word, in the order of `form`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    form: Annotated[str, AfterValidator(_places)] = "{word} {kind}"
    kinds: tuple[str, ...] = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.form.format(kind=kind, word=word) for word in self.words for kind in self.kinds)


class Invented(BaseModel):
    """See the module.

    Telephone numbers come from the range of `area_code` that is kept for fiction; no place should have `postcode`.
    `office` signs notes of earlier contacts. `facts` are those a tariff asks about every customer alike, such as a
    strength of wastewater; `zones` are the pressure zones a home may lie in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    area_code: Digits = Field(pattern=r"^\d{3}$")
    postcode: Digits = Field(pattern=r"^\d{5}$")
    office: str = Field(min_length=1, max_length=60)
    streets: Streets
    facts: dict[str, str] = Field(default_factory=dict)
    zones: tuple[Digits, ...] = ()
