"""Callers, as people: dialogues over the real library, and what every line that a caller can say must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from trainer.district.pack import Pack, load_pack
from trainer.record.act import act
from trainer.record.case import Case, Mood
from trainer.record.kinds import KINDS, Way
from trainer.record.ruling import Verdict
from trainer.scenarios.case_of import case_of
from trainer.scenarios.contact_format import ContactSpec
from trainer.scenarios.engine import step
from trainer.scenarios.library import Library, load_library
from trainer.scenarios.opening import open_scenario, pick_variant
from trainer.scenarios.placeholders import fill
from trainer.scenarios.world import Actor, Move
from trainer.settings import LIBRARY, SEED

SEEDS = range(25)
SAID = [kind for kind in KINDS.values() if kind.way is Way.SAY]

# Nobody in the library is a real person: whoever a scenario names, beside the people of synthetic accounts, is here.
INVENTED = {
    "Anders Vik", "Bea Lindqvist", "Bev Stroud", "Cody Arnaud", "Dee Okafor", "Gordon Ashby", "Gus Maravilla",
    "Harold Pruitt", "Ines Dalgaard", "Marco Delgadillo", "Priya Lindell", "Ray Tolland", "Renata Sokol",
    "Talia Brandt", "Vern Haskett", "Walter Ingersoll",
}  # fmt: skip
# Written as a name is, and nobody's: titles, an invented broadcast.
NOBODYS = ("By Friday", "Canyon Morning Show", "Dear Sir", "In English")


@cache
def the_library() -> Library:
    return load_library(LIBRARY)


def everyone() -> Iterator[Any]:
    """Every variant in which there is somebody."""
    for scenario in the_library().scenarios.values():
        for variant in scenario.variants:
            if scenario.contacts_of(variant):
                yield pytest.param(scenario.id, variant, id=f"{scenario.id}: {variant}")


PEOPLE = list(everyone())
CALLERS = [one for one in PEOPLE if the_library().scenarios[str(one.values[0])].contact is not None]


class Call:
    """A call as it is held: say something, and hear what comes back."""

    def __init__(self, pack: Pack, library: Library, scenario: str, variant: str, *, greeted: bool = True) -> None:
        found = library.scenarios[scenario]
        seed = next(seed for seed in SEEDS if pick_variant(found, seed) == variant)
        self.world = open_scenario(pack, library, found, seed)
        self.opening = self.say("greet") if greeted else ()

    def say(self, kind: str, **slots: Any) -> tuple[str, ...]:
        """What the caller answers; the desk's lines are kept in `desk`."""
        self.world, outcome = step(self.world, Move((act(kind, **slots),)))
        self.desk = [line.text for line in outcome.lines if line.who == "desk"]
        return tuple(line.text for line in outcome.lines if line.who == "caller")

    do = say

    def ask(self, topic: str) -> str:
        return " ".join(self.say("ask", topic=topic))

    def verify(self, *items: str) -> None:
        for item in items:
            self.ask(item)
            self.do("match", item=item, given=str(self.case.told(item)))

    @property
    def case(self) -> Case:
        return case_of(self.world)

    @property
    def spec(self) -> ContactSpec:
        assert self.world.spec is not None
        return self.world.spec

    @property
    def caller(self) -> Actor:
        assert self.world.actor is not None
        return self.world.actor

    @property
    def mood(self) -> Mood:
        return self.case.contacts["caller"].mood

    @property
    def heard(self) -> list[str]:
        return [heard.what for heard in self.caller.heard]

    def voice(self, situation: str, **values: Any) -> set[str]:
        """What this caller's voice may say in a situation."""
        lines = self.world.setting.library.lines(self.spec.voice, situation)
        return {fill(line, {**self.world.setting.truth, **values}) for line in lines}

    def presses(self, want: str) -> set[str]:
        return {fill(line, self.world.setting.truth) for line in self.spec.wants[want].presses}

    def ruling(self, kind: str) -> Verdict:
        return self.world.setting.pack.rulebook.decide(self.case, act(kind, "caller")).verdict


@pytest.fixture
def call(pack: Pack, library: Library) -> Any:
    return lambda scenario, variant, **more: Call(pack, library, scenario, variant, **more)


# Asking.


def test_asked_twice_they_say_that_they_told_you(call: Any) -> None:
    neighbor = call("water-outside", "the_main")
    assert "Calle Amaluz" in neighbor.ask("leak_place")
    place = neighbor.case.told("leak_place")
    before = neighbor.caller.heat
    assert neighbor.ask("leak_place") in neighbor.voice("again", value=place)
    assert neighbor.caller.heat > before


def test_asked_twice_for_something_in_their_own_words_they_give_it_again(call: Any) -> None:
    neighbor = call("water-outside", "nobody_knows_whose")
    first, second = neighbor.ask("danger"), neighbor.ask("danger")
    assert any(second.startswith(line) for line in neighbor.voice("told_you"))
    assert first not in second, "in other words"
    assert second.endswith(neighbor.spec.knows["danger"].says)


def test_asked_what_they_do_not_know_they_say_so(call: Any) -> None:
    driver = call("a-first-call", "from_the_car")
    assert driver.ask("account_number") in driver.voice("unknown")
    assert driver.case.told("account_number") is None
    assert "account_number" in driver.case.facts


def test_an_item_they_remember_wrong_does_not_match_and_another_does(call: Any) -> None:
    worried = call("the-last-notice", "our_mistake")
    assert "(949) 555-0100" in worried.ask("phone_on_file")
    worried.do("match", item="phone_on_file", given="(949) 555-0100")
    assert worried.desk == ["Does not match: phone on file"]
    worried.verify("service_address", "last_payment")
    assert worried.case.contacts["caller"].matched == ("service_address", "last_payment")


def test_who_guessed_looks_it_up_when_asked_again(call: Any) -> None:
    guessing = call("the-last-notice", "long_ago")
    paid = guessing.world.setting.truth["last_payment"]
    assert str(paid) not in guessing.ask("last_payment")
    assert str(paid) in guessing.ask("last_payment")
    assert guessing.case.told("last_payment") == paid


def test_what_explains_the_use_comes_out_when_asked_and_not_before(call: Any) -> None:
    swimmer = call("more-than-usual", "the_pool")
    assert "pool" not in " ".join(swimmer.opening)
    assert "pool" in swimmer.ask("change_at_home")
    assert swimmer.case.told("change_at_home") == "pool_fill"


def test_a_story_comes_before_the_address(call: Any) -> None:
    chatty = call("water-outside", "nobody_knows_whose")
    chatty.ask("leak_place")
    assert chatty.case.told("leak_place") is None
    assert chatty.ask("leak_place")
    assert chatty.case.told("leak_place") == "27 Senda Florimar"


# A no.


def test_refused_with_a_reason_they_press_once_and_then_accept(call: Any) -> None:
    worried = call("more-than-usual", "not_read_again")
    first = worried.say("refuse", request="correct", reason="read_not_checked")
    assert set(first) <= worried.presses("correct")
    worried.say("acknowledge")
    second = worried.say("refuse", request="correct", reason="read_not_checked")
    assert set(second) <= worried.voice("refuse")


def test_refused_without_a_reason_they_ask_for_it(call: Any) -> None:
    precise = call("more-than-usual", "read_again_and_wrong")
    before = precise.caller.heat
    assert set(precise.say("refuse", request="correct")) <= precise.voice("refuse_bare")
    assert precise.caller.heat >= before + 15


def test_who_is_angry_goes_on_pressing(call: Any) -> None:
    loud = call("more-than-usual", "read_again_and_right")
    loud.say("refuse", request="correct", reason="read_not_checked")
    assert loud.mood is Mood.ANGRY
    assert set(loud.say("refuse", request="correct", reason="read_not_checked")) <= loud.presses("correct")


def test_whoever_is_not_on_the_account_argues_and_then_hears_how_to_be_added(call: Any) -> None:
    spouse = call("the-last-notice", "not_on_it")
    spouse.verify("service_address", "phone_on_file")
    assert len(spouse.case.contacts["caller"].matched) == 2
    spouse.ask("caller_name")
    spouse.do("look", panel="people")
    assert spouse.case.told("caller_name") not in {person.name for person in spouse.case.see("people")}
    penalty = spouse.case.requests[0].act.to("caller")
    assert spouse.world.setting.pack.rulebook.decide(spouse.case, penalty).verdict is Verdict.FORBIDDEN
    spouse.say("refuse", request="penalty", reason="not_authorised")
    hot = spouse.caller.heat
    spouse.say("explain", topic="how_to_be_added")
    assert spouse.caller.heat < hot


# Temper.


def test_abuse_stops_after_a_boundary(call: Any) -> None:
    tired = call("the-last-notice", "clean_year")
    tired.ask("service_address")
    assert tired.heard == ["abuse"]
    assert tired.ruling("set_boundary") is Verdict.PERMITTED
    tired.say("set_boundary")
    for topic in ("service_address", "last_payment", "caller_name", "why_late"):
        tired.ask(topic)
    assert tired.heard == ["abuse"]
    assert tired.ruling("end_contact") is Verdict.FORBIDDEN


def test_abuse_goes_on_after_a_boundary_so_that_the_call_may_be_ended(call: Any) -> None:
    abusive = call("the-last-notice", "waived_lately")
    abusive.ask("service_address")
    assert abusive.heard == ["abuse"]
    assert abusive.ruling("end_contact") is Verdict.FORBIDDEN
    abusive.say("set_boundary")
    assert abusive.heard == ["abuse", "abuse"]
    assert abusive.ruling("end_contact") is Verdict.PERMITTED


@pytest.mark.parametrize(
    ("scenario", "variant"),
    [
        ("the-last-notice", "a_large_one"),
        ("the-last-notice", "our_mistake_again"),
        ("more-than-usual", "read_again_and_right"),
        ("water-outside", "near_the_panel"),
        ("water-outside", "a_garden_faucet"),
    ],
)
def test_anger_is_not_abuse_and_a_warning_makes_it_worse(scenario: str, variant: str, call: Any) -> None:
    angry = call(scenario, variant)
    assert angry.mood in (Mood.FRUSTRATED, Mood.ANGRY)
    before = angry.caller.heat
    assert angry.heard == []
    assert angry.ruling("set_boundary") is Verdict.FORBIDDEN
    assert set(angry.say("set_boundary")) <= angry.voice("boundary_unearned")
    assert angry.caller.heat > before


def test_being_heard_cools_and_being_argued_with_ends_it(call: Any) -> None:
    heard, argued = (call("the-last-notice", "so_they_say") for _ in range(2))
    start = heard.caller.heat
    heard.say("acknowledge")
    assert heard.caller.heat < start
    for _ in range(6):
        if argued.caller.open:
            argued.say("argue")
    assert not argued.caller.open
    assert argued.desk == ["The caller hung up. Wrap-up is still owed."]
    assert argued.caller.ended_by == "caller"


def test_after_a_hang_up_nobody_is_there_and_the_note_is_owed(call: Any) -> None:
    gone = call("more-than-usual", "read_again_and_right")
    while gone.caller.open:
        gone.say("argue")
    assert gone.say("apologise") == ()
    assert gone.desk == ["Nobody is on the line."]
    owed = {one.key for one in gone.world.setting.pack.rulebook.owed(gone.case)}
    assert "note" in owed
    gone.do("add_note", facts=frozenset({"high_bill"}), text="Hung up.")
    assert gone.desk == ["Note saved"]


def test_silence_makes_them_say_hello_and_in_the_end_hang_up(call: Any) -> None:
    waiting = call("more-than-usual", "not_read_again")
    assert set(waiting.do("wait", seconds=30)) <= waiting.voice("silence")
    lines: tuple[str, ...] = ()
    for _ in range(4):
        lines = waiting.do("wait", seconds=30)
    assert not waiting.caller.open
    assert set(lines) <= waiting.voice("hang_up_silence")
    assert waiting.desk == ["The caller hung up. Wrap-up is still owed."]


def test_rung_off_too_soon_they_protest_and_answered_they_say_goodbye(call: Any) -> None:
    cut, done = call("a-first-call", "by_the_window"), call("a-first-call", "by_the_window")
    assert set(cut.do("end_contact")) <= cut.voice("cut_off")
    done.say("refuse", request="penalty", reason="not_allowed")
    assert set(done.do("end_contact")) <= set(done.spec.farewell)


# Water.


@pytest.mark.parametrize("variant", ["the_main", "nobody_knows_whose", "a_trench", "a_hydrant", "the_house_sitter"])
def test_told_that_someone_is_coming_they_ask_when(variant: str, call: Any) -> None:
    waiting = call("water-outside", variant)
    waiting.do("dispatch", place="the corner")
    assert re.search(r"how long|how soon|minutes|twenty|ETA|when will", " ".join(waiting.say("tell_done")), re.I)
    assert waiting.say("state", figure="arrival", minutes=20)


def test_what_they_call_in_themselves_need_not_be_asked(call: Any) -> None:
    foreman = call("water-outside", "a_trench")
    assert foreman.case.told("leak_place") in " ".join(foreman.opening).replace(" at ", " and ")
    assert foreman.case.told("leak_side") == "street"


def test_someone_with_a_key_offers_to_turn_the_districts_valve(call: Any) -> None:
    foreman = call("water-outside", "a_trench")
    assert "key" in foreman.ask("danger")
    assert foreman.case.told("danger") is False


# Every caller.


@pytest.mark.parametrize(("scenario", "variant"), CALLERS)
def test_every_caller_answers_everything_in_words(scenario: str, variant: str, call: Any) -> None:
    """Each question and each thing that can be said: always an answer, and never a raw value.

    Three times over in a scenario's first variant: what happens when one asks again is not a variant's own.
    """
    times = 3 if variant == next(iter(the_library().scenarios[scenario].variants)) else 1
    for kind in SAID:
        someone = call(scenario, variant)
        choices = next((slot.choices for slot in kind.slots.values() if slot.choices), {"": None})
        slot = next((name for name, slot in kind.slots.items() if slot.choices), None)
        for choice in choices:
            for _ in range(times):
                if someone.caller.open and kind.id != "goodbye":
                    lines = someone.say(kind.id, **({slot: choice} if slot else {}))
                    assert lines
                    assert not re.search(r"[{}_]|\b(None|True|False)\b", " ".join(lines)), lines
            someone = call(scenario, variant) if not someone.caller.open else someone


@pytest.mark.parametrize(("scenario", "variant"), PEOPLE)
def test_every_line_can_be_filled_in_whatever_the_seed(
    scenario: str, variant: str, pack: Pack, library: Library
) -> None:
    found = library.scenarios[scenario]
    seeds = [seed for seed in SEEDS if pick_variant(found, seed) == variant]
    assert seeds, "no seed reaches it"
    for seed in seeds:
        world = open_scenario(pack, library, found, seed)
        for name, spec in world.setting.specs.items():
            values = {**world.setting.truths[name], "value": "x"}
            raised = {*spec.opening.wants, *(want for one in spec.reacts for want in one.wants)}
            spoken = spec.model_copy(update={"wants": {want: spec.wants[want] for want in raised}})
            for line in lines_of(spoken.model_dump()):
                assert "{" not in fill(line, values)


def test_no_two_variants_open_alike(library: Library) -> None:
    openings = [
        line
        for scenario in library.scenarios.values()
        for variant in scenario.variants
        for spec in scenario.contacts_of(variant).values()
        for line in spec.opening.says
    ]
    own = [line for line in openings if openings.count(line) == 1]
    assert len(own) >= 2 * len([one for one in CALLERS if one.values[0] != "a-first-call"])


def test_every_variant_of_a_called_scenario_has_its_own_temper_voice_or_standing(library: Library) -> None:
    for scenario in library.scenarios.values():
        if scenario.contact is None:
            continue
        specs = [scenario.contacts_of(variant)["caller"] for variant in scenario.variants]
        people = [(s.voice, s.who, s.temper.start) for s in specs]
        assert len(set(people)) == len(people), scenario.id


def test_the_library_has_every_kind_of_caller(library: Library) -> None:
    specs = [s for one in library.scenarios.values() for v in one.variants for s in one.contacts_of(v).values()]
    assert {spec.who for spec in specs} == {"holder", "authorised", "stranger", "passer_by"}
    assert len({spec.voice for spec in specs}) >= 8
    assert len(library.voices) >= 12
    assert any(spec.forgets for spec in specs)


def test_one_call_is_guided_short_and_calm(library: Library) -> None:
    (guided,) = [one for one in library.scenarios.values() if one.guided]
    assert guided.id == "a-first-call"
    assert guided.minutes <= 5
    for variant in guided.variants:
        (spec,) = guided.contacts_of(variant).values()
        assert spec.temper.start < library.moods.worried


# Every voice.


# What the plain voice says for everyone.
FOR_ALL = {
    "contradicted", "not_understood", "understood", "jargon", "silence_chat", "hang_up_silence_chat", "silence_counter",
    "hang_up_silence_counter", "portal_sign_in", "photo_id",
}  # fmt: skip


def test_every_voice_speaks_in_every_situation(library: Library) -> None:
    situations = set(library.voices["plain"])
    assert {*(kind.id for kind in SAID)} - {"ask"} <= situations
    for name, voice in library.voices.items():
        assert situations - FOR_ALL <= set(voice) <= situations, name
        for situation, lines in voice.items():
            assert len(set(lines)) >= 3, f"{name}: {situation}"


def test_no_voice_borrows_anothers_words(library: Library) -> None:
    """A phrase may be shared; a voice is not."""
    for name, voice in library.voices.items():
        borrowed = (its for other, its in library.voices.items() if other != name)
        others = {line for its in borrowed for lines in its.values() for line in lines}
        mine = [line for lines in voice.values() for line in lines if len(line) > 24]
        assert not [line for line in mine if line in others], name


def test_voices_name_nothing_that_a_call_may_lack(library: Library) -> None:
    """Their lines serve any scenario, so the answer itself is the only thing that they fill in."""
    for voice in library.voices.values():
        for situation, lines in voice.items():
            for line in lines:
                assert set(re.findall(r"{(\w+)}", line)) <= {"value"}
                assert ("{value}" in line) is (situation in (*SAYS_A_VALUE, "again")), line


SAYS_A_VALUE = ("caller_name", "service_address", "phone_on_file", "last_payment", "account_number", "callback_number")


def test_moods_move_by_what_there_is(library: Library) -> None:
    taken_otherwise = {"boundary_unearned", "more_open", "contradicted", "not_understood", "understood"}
    assert set(library.moods.acts) <= {kind.id for kind in SAID} | taken_otherwise
    assert taken_otherwise <= set(library.voices["plain"])


# What no line may hold.


def lines_of(data: Any) -> Iterator[str]:
    """Every text in authored data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from lines_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from lines_of(value)


def texts() -> Iterator[Any]:
    for path in [*sorted((LIBRARY / "scenarios").glob("*.yaml")), LIBRARY / "voices.yaml"]:
        yield pytest.param(list(lines_of(yaml.safe_load(path.read_text("utf-8")))), id=path.stem)


EVERYTHING = list(texts())
STREETS = load_pack(SEED / "smwd").identity.invented.streets.names


@pytest.mark.parametrize("lines", EVERYTHING)
def test_no_street_of_the_area(lines: list[str]) -> None:
    """A street that somebody names is one of the invented ones."""
    kinds = "|".join({street.split()[0] for street in STREETS})
    plain = "Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Parkway|Pkwy|Lane"
    for line in lines:
        for street in re.findall(rf"\b(?:{kinds}) [A-ZÑ]\w+", line):
            assert street in STREETS, line
        assert not re.search(rf"\b[A-Z]\w+ ({plain})\b", line)


@pytest.mark.parametrize("lines", EVERYTHING)
def test_no_real_telephone_number(lines: list[str]) -> None:
    for line in lines:
        for number in re.findall(r"\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}|\b\d{3}[.-]\d{4}\b", line):
            assert re.fullmatch(r"\(949\) 555-01\d\d", number), line


@pytest.mark.parametrize("lines", EVERYTHING)
def test_nobody_real_is_named(lines: list[str]) -> None:
    streets = {street.split()[0] for street in STREETS}
    for line in lines:
        for name in re.findall(r"\b[A-Z][a-z]+ [A-Z][a-zñ]+\b", re.sub("|".join(NOBODYS), "…", line)):
            assert name in INVENTED or name.split()[0] in streets, line


@pytest.mark.parametrize("lines", EVERYTHING)
def test_quotes_are_curly_and_nobody_swears_worse_than_damn(lines: list[str]) -> None:
    worse = r"\b(hell|shit|crap|piss\w*|bastard|bitch|ass|asshole|fuck\w*|goddam\w*)\b"
    for line in lines:
        assert not re.search(r"['\"]|--|—", line), line
        assert not re.search(worse, line, re.I), line


@pytest.mark.parametrize(("scenario", "variant"), PEOPLE)
def test_insults_are_marked_as_what_they_are(scenario: str, variant: str, library: Library) -> None:
    """Who insults the person on the line does so in a reaction that is heard as abuse; nowhere else."""
    for spec in library.scenarios[scenario].contacts_of(variant).values():
        _insults_are_marked(spec)


def _insults_are_marked(spec: ContactSpec) -> None:
    harmless = spec.model_dump()
    harmless["reacts"] = [one for one in harmless["reacts"] if one["heard"] is None]
    insults = r"\b(stupid|idiots?|morons?|clown|parrot|dummy|pathetic|useless little)\b"
    for line in lines_of(harmless):
        assert not re.search(insults, line, re.I), line
    for one in spec.reacts:
        if one.heard == "abuse":
            assert all(re.search(insults, line, re.I) for line in one.says), one.says


def test_nothing_tells_the_answer(library: Library) -> None:
    """Titles, briefings and openings set the scene; what is right is worked out from the District's rules."""
    telling = r"courtesy|entitled|misread|dispute hold|policy|reread|not authori[sz]ed|dispatch(ed)?\b|should waive"
    for scenario in library.scenarios.values():
        assert not re.search(telling, f"{scenario.title} {scenario.briefing}", re.I), scenario.id
        assert "\n\n" not in scenario.briefing.strip()
        for variant in scenario.variants:
            people = scenario.contacts_of(variant).values()
            for line in (line for spec in people for line in lines_of(spec.model_dump())):
                if not re.fullmatch(r"[\w{}]+", line):
                    assert not re.search(r"courtesy waiver|entitled|misread|dispute hold", line, re.I), line
