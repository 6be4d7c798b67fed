"""The words of a bill: a pack's table of labels, over plain words for a file that no pack describes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}", re.ASCII)


def _template(text: str) -> str:
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise ValueError("has a brace that is no placeholder; write placeholders like {tier} or {meter_size}")
    return text


Template = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_template)]


class Span(BaseModel):
    """How one tier is named: `label` ends the line of the bill, `words` sit in the sentence that explains it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Template
    words: Template


def _span(label: str, words: str) -> Span:
    return Span(label=label, words=words)


PLAIN_SPANS: Mapping[str, Span] = MappingProxyType(
    {
        "indoor": _span("indoor budget", "inside the indoor budget"),
        "outdoor": _span("outdoor budget", "inside the outdoor budget"),
        "percent": _span("to {percent}% of the budget", "up to {percent}% of the budget"),
        "first": _span("first {to} {unit}", "among the first {to}"),
        "units": _span("{from} to {to} {unit}", "from {from} to {to}"),
        "above": _span("above that", "above {low}"),
        "all": _span("all use", "in all"),
        "other": _span("to {to} {unit}", "up to {to}"),
    }
)


class Labels(BaseModel):
    """`charges` and `tiered` by the charge's name in the tariff; `spans` by where a tier ends.

    A span's key is a budget's name, a percentage such as "100%", or one of percent, first, units, above, all, other.
    Placeholders: any fact given, and {tier}, {span}, {from}, {low}, {to}, {percent}, {unit}.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str = Field(default="unit", min_length=1, max_length=20)
    units: str = Field(default="units", min_length=1, max_length=20)
    charges: dict[str, Template] = Field(default_factory=dict)
    tiered: dict[str, Template] = Field(default_factory=dict)
    spans: dict[str, Span] = Field(default_factory=dict)

    def charge(self, code: str) -> str:
        return self.charges.get(code, _plain(code))

    def tier(self, code: str) -> str:
        return self.tiered.get(code, f"{_plain(code)}, tier {{tier}}: {{span}}")

    def span(self, key: str) -> Span:
        kind = "percent" if key.endswith("%") else "other"
        return self.spans.get(key) or PLAIN_SPANS.get(key) or self.spans.get(kind) or PLAIN_SPANS[kind]


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with its placeholders filled; one without a value shows as "?", for a label must not stop a bill."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], "?"), template)


def spoken(value: str) -> str:
    """A fact as read aloud: 3/4" is a 3/4-inch meter."""
    return value.removesuffix('"') + "-inch" if value.endswith('"') else value


def _plain(code: str) -> str:
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]
