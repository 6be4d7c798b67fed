"""Words brought to one form: contractions written out, endings taken off, so that "waived" and "waiving" meet."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trainer.scenarios.understanding.tokens import listed

_NOT = {"can": "can", "won": "will", "shan": "shall", "ain": "is"}
_SHORT = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "would"}
_IS = frozenset(listed("it that what where who how there here he she when why everything"))
# How people type in a hurry, and the words they mean.
SHORT_FORMS = {
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not", "cannot": "can not",
    "wont": "will not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "havent": "have not",
    "hasnt": "has not", "couldnt": "could not", "wouldnt": "would not", "im": "i am", "ive": "i have",
    "youre": "you are", "youve": "you have", "youll": "you will", "theyre": "they are", "theyll": "they will",
    "weve": "we have", "thats": "that is", "whats": "what is", "gonna": "going to", "wanna": "want to",
    "gotta": "have to", "lemme": "let me", "gimme": "give me", "ok": "okay", "thx": "thanks", "thank": "thanks",
    "unable": "not able", "pls": "please", "plz": "please", "acct": "account", "addr": "address", "ur": "your",
    "shouldnt": "should not", "werent": "were not", "hadnt": "had not", "aint": "is not", "ill": "i will",
    "wheres": "where is", "whos": "who is", "hows": "how is", "lets": "let us", "heres": "here is",
    "theres": "there is", "u": "you", "ya": "you", "r": "are", "n": "and", "cuz": "because", "tmrw": "tomorrow",
    "autopay": "auto pay", "autopayment": "auto pay", "autopayments": "auto pay", "email": "e mail",
    "emailed": "e mailed", "emails": "e mail", "emailing": "e mailing", "shutoff": "shut off", "shutoffs": "shut off",
    "cutoff": "cut off", "turnoff": "turn off", "login": "log in", "signin": "sign in", "signup": "sign up",
    "setup": "set up", "catchup": "catch up", "shutdown": "shut down", "ebill": "e bill", "ebills": "e bill",
    "thru": "through", "w": "with", "wo": "without", "appt": "appointment", "amt": "amount", "pmt": "payment",
    "pymt": "payment", "bal": "balance", "til": "until", "abt": "about", "bc": "because", "cus": "because",
    "coz": "because", "ppl": "people", "rn": "right now", "asap": "as soon as possible", "ty": "thanks",
    "tysm": "thanks so much", "sry": "sorry", "np": "no problem", "k": "okay", "kk": "okay", "yep": "yes", "yup": "yes",
    "yeah": "yes", "nope": "no", "nah": "no", "wut": "what", "wat": "what", "tmr": "tomorrow", "youd": "you would",
    "theyd": "they would", "itll": "it will", "thatll": "that will", "dunno": "do not know", "kinda": "kind of",
    "hafta": "have to", "oughta": "ought to", "b4": "before", "svc": "service", "mtr": "meter", "comin": "coming",
    "goin": "going", "gettin": "getting", "lookin": "looking", "payin": "paying", "callin": "calling", "wouldve":
    "would have", "couldve": "could have", "shouldve": "should have", "whatre": "what are", "num": "number",
    "tmw": "tomorrow", "tomo": "tomorrow", "voicemail": "voice mail", "quickpay": "quick pay", "yall": "you",
    "reread": "re read", "bye-bye": "bye",
}  # fmt: skip
_AFTER_WILL = frozenset(listed("be call check do get give have let look make put reread schedule see send try"))
_AFTER_IS = frozenset(
    listed("a an the not okay ok just been due all your our my for in on so too very still now because against free")
)
_OWNED = frozenset(["way", "own", "side", "place"])
_IRREGULAR = {
    form: base
    for base, forms in {
        "take": "took taken taking", "send": "sent", "pay": "paid", "make": "made making", "give": "gave given giving",
        "get": "got gotten getting", "go": "went gone", "say": "said", "tell": "told", "come": "came coming",
        "see": "saw seen", "keep": "kept", "hold": "held", "leave": "left leaving", "find": "found",
        "run": "ran running", "speak": "spoke spoken", "break": "broke broken", "write": "wrote written",
        "do": "did done does", "have": "had has having", "be": "was were is are am been being", "hear": "heard",
        "know": "knew known", "understand": "understood", "show": "shown", "bring": "brought", "catch": "caught",
        "think": "thought", "put": "putting", "set": "setting", "shut": "shutting", "stop": "stopping stopped",
        "child": "children", "person": "people", "use": "used using usage uses", "late": "later", "this": "these",
        "that": "those", "bill": "billing", "feel": "felt", "lose": "lost", "screw": "screwed", "spend": "spent",
        "meet": "met", "wait": "waiting", "need": "needing", "call": "caller",
    }.items()
    for form in forms.split()
}  # fmt: skip
_PAST = frozenset(
    listed(
        "took taken sent paid made gave given got gotten went gone said told saw seen kept held found ran "
        "spoke spoken wrote written did done had was were been heard put set"
    )
)
_KEEP = frozenset(
    listed(
        "this is was has us as its yes thanks plus bus gas address process always perhaps unless news less "
        "business during morning evening nothing something anything everything wedding red need feed indeed "
        "speed red shed spring string king ring bring thing hundred sorry various previous gracious serious"
    )
)


class Form(NamedTuple):
    """A word as it is said, without its ending, and whether it tells of what was done."""

    raw: str
    plain: str
    past: bool


def is_known(word: str) -> bool:
    """Whether a word is one of those that are written out here, whoever taught it."""
    return word in SHORT_FORMS


def formed(word: str, after: str = "") -> tuple[Form, ...]:
    """The words a word stands for, each in its forms. `after` tells "well call" from "well then"."""
    if word == "well" and after in _AFTER_WILL:
        return _forms(("we", "will"))
    if word == "were" and after.endswith("ing"):
        return _forms(("we", "are"))
    if word == "its" and after not in _OWNED and (after in _AFTER_IS or after.endswith(("ing", "ed", "ly"))):
        return _forms(("it", "is"))
    return _formed(word)


@lru_cache(maxsize=20_000)
def _formed(word: str) -> tuple[Form, ...]:
    return _forms(tuple(written_out(word)))


def _forms(words: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple(Form(word, stem(word), is_past(word)) for word in words)


def written_out(word: str) -> list[str]:
    """The words a contraction stands for; a possessive loses its ending."""
    if word in SHORT_FORMS:
        return SHORT_FORMS[word].split()
    if "'" not in word:
        return [word]
    head, _, tail = word.rpartition("'")
    if tail == "t" and head.endswith("n"):
        return [_NOT.get(head, head[:-1]), "not"]
    if tail in _SHORT:
        return [head, _SHORT[tail]]
    if word == "let's":
        return ["let", "us"]
    if tail == "s":
        return [head, "is"] if head in _IS else written_out(head)
    return [word.replace("'", "")]


@lru_cache(maxsize=20_000)
def is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _KEEP)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending; values such as <amount> stay as they are."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _KEEP or word[0] == "<":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]
    return _verb(word)


def _verb(word: str) -> str:
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= 3 and any(letter in "aeiouy" for letter in bare):
            word = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "ls" else bare
            break
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else "y".join([word[:-1], ""]) if word[-1] == "i" else word
