"""A topic: one thing to speak about, look at, order or write down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True)
class Topic:
    """One thing to speak about, and its name in words. How it is said is the lexicon's business.

    `private` marks what belongs to one customer's account: saying it discloses. `group` is the heading it is listed
    under where there are many; what has none is about the account itself.
    """

    id: str
    label: str
    private: bool = False
    group: str = ""


Table = Mapping[str, Topic]


def table(*topics: Topic) -> Table:
    return MappingProxyType({topic.id: topic for topic in topics})


def private(*topics: Topic) -> tuple[Topic, ...]:
    """The same topics, each of which discloses."""
    return tuple(replace(topic, private=True) for topic in topics)


def about(group: str, *topics: Topic) -> tuple[Topic, ...]:
    """The same topics, under a heading."""
    return tuple(replace(topic, group=group) for topic in topics)
