"""The measures beside the score of a stored play: read from what was typed and done, and shown, never counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from trainer.accommodations.service import Lifted
from trainer.district.pack import Pack
from trainer.plays import stored, terms
from trainer.plays.models import Mode, Play
from trainer.record.finding import Finding
from trainer.scoring.beside import Measure, Seen, beside
from trainer.scoring.english import read_english, words_of
from trainer.web.content import Content


def measures(
    play: Play, content: Content, findings: Sequence[Finding], book_seconds: int | None
) -> tuple[Measure, ...]:
    """What stands beside the score, but for what an accommodation of this play lifts."""
    lifted = terms.lifted(play)
    heard = (line["text"] for move in play.moves for line in move.lines if line["who"] != stored.REP)
    known = _known(content.pack) | words_of(heard)
    spelling = Lifted.SPELLING not in lifted
    english = read_english(typed(play), known, content.library.plain_words, spelling=spelling)
    return beside(
        Seen(
            findings=findings, course=stored.course(play), asked=_asked(play), hints=stored.hints(play),
            guided=_guided(play, content), book_seconds=book_seconds, english=english,
            lifted={"time"} if Lifted.NO_CLOCK in lifted else (),
        )
    )  # fmt: skip


def typed(play: Play) -> list[str]:
    """Everything that was typed as a sentence: said, or written in a note."""
    return [text for move in play.moves for text in (move.move.get("text"), stored.written(move)) if text]


def _guided(play: Play, content: Content) -> bool:
    """Whether each step was shown unasked, as a guided contact does to whoever learns."""
    scenario = content.library.scenarios.get(play.scenario)
    return play.mode is Mode.LEARN and scenario is not None and scenario.guided


def _asked(play: Play) -> int:
    return sum(act["act"] == "ask_supervisor" for move in play.moves for act in move.move["acts"])


@cache
def _manual_words(digest: str, texts: tuple[str, ...]) -> frozenset[str]:
    return words_of(texts)


def _known(pack: Pack) -> frozenset[str]:
    """The District's own words and names."""
    return _manual_words(pack.digest, tuple(_texts(pack)))


def _texts(pack: Pack) -> Iterable[str]:
    for chapter in pack.manual.chapters:
        for section in chapter.sections:
            yield f"{section.title} {section.markdown}"
    yield pack.identity.name
