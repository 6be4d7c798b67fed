"""The forms of the pages of live interactions: finding, bringing in, holding, and planning a sample."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm  # type: ignore[import-untyped]
from flask_wtf.file import FileField, FileRequired  # type: ignore[import-untyped]
from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields import Field, SelectChoice  # type: ignore[import-untyped]
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError  # type: ignore[import-untyped]
from wtforms.widgets import CheckboxInput, ListWidget  # type: ignore[import-untyped]

from trainer.people.models import Person
from trainer.people.service import RefusedError
from trainer.reviews.intake import FORMATS
from trainer.reviews.listing import Wanted
from trainer.reviews.plans import Asked
from trainer.reviews.words import Channel

MOST_EACH, MOST_WEEKS = 50, 26
_ENDINGS = ",".join(ending for one in FORMATS.values() for ending in one.endings)


def _strip(value: str | None) -> str:
    return (value or "").strip()


class _Finding(FlaskForm):  # type: ignore[misc]
    """The fields that say which interactions."""

    first_day = DateField("From", [Optional()])
    last_day = DateField("To", [Optional()])
    channel = SelectField("Channel", default="")
    reason = SelectField("Reason", default="")
    representative = SelectField("Representative", default="")

    def offer(self, reasons: Sequence[str], representatives: Sequence[Person]) -> None:
        """What can be chosen; to be called before the form is asked anything."""
        self.channel.choices = [SelectChoice("", "Any"), *(SelectChoice(one.value, one.label) for one in Channel)]
        self.reason.choices = [SelectChoice("", "Any"), *(SelectChoice(one, one) for one in reasons)]
        people = (SelectChoice(str(one.id), one.name) for one in representatives)
        self.representative.choices = [SelectChoice("", "Anyone"), *people]

    def wanted(self) -> Wanted:
        return Wanted(
            first_day=self.first_day.data, last_day=self.last_day.data,
            channel=Channel(self.channel.data) if self.channel.data else None, reason=self.reason.data or "",
            representative=int(self.representative.data) if self.representative.data else None,
        )  # fmt: skip


class FindForm(_Finding):
    """The filters above the list; they stand in the address, so a list can be kept as a bookmark."""

    held = BooleanField("On legal hold")

    class Meta:
        csrf = False

    def wanted(self) -> Wanted:
        found = super().wanted()
        return Wanted(**{**found.__dict__, "held": bool(self.held.data)})


class ImportForm(FlaskForm):  # type: ignore[misc]
    file = FileField(
        "File",
        [FileRequired("Choose a file.")],
        description="JSON Lines, CSV or WebVTT, up to 10 MB. Longer files come in with a command.",
        render_kw={"accept": _ENDINGS},
    )


class HoldForm(FlaskForm):  # type: ignore[misc]
    why = StringField(
        "Why it is held", [InputRequired("Say why, for whoever releases it."), Length(max=200)], filters=[_strip]
    )


class PlanForm(_Finding):
    """A new plan. What is asked for beside the days makes it a targeted one."""

    name = StringField("Name", [InputRequired("Give it a name."), Length(max=120)], filters=[_strip])
    first_day = DateField("Contacts from", [InputRequired("Choose the first day.")])
    last_day = DateField("To", [InputRequired("Choose the last day.")])
    per_person = IntegerField(
        "Of each representative", [InputRequired("How many of each?"), NumberRange(1, MOST_EACH)], default=4
    )
    reviewers = SelectMultipleField(
        "Reviewers", choices=[], option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    first_week = DateField("Reviewing begins in the week of", [InputRequired("Choose a day of the first week.")])
    weeks = IntegerField(
        "Spread over weeks", [InputRequired("Over how many weeks?"), NumberRange(1, MOST_WEEKS)], default=1
    )
    seed = StringField(
        "Seed", [InputRequired("Give a seed."), Length(max=40)], filters=[_strip],
        description="What the draw follows from. Leave it as it is, or give one that somebody else rolled.",
    )  # fmt: skip
    why = StringField(
        "Why these", [Length(max=300)], filters=[_strip],
        description="Needed when you ask for a channel, a reason or a person: such a plan is targeted, and its reviews "
        "are never counted with random ones.",
    )  # fmt: skip

    @classmethod
    def fresh(cls, today: dt.date, reviewers: Sequence[Person], **more: Any) -> PlanForm:
        """A form that proposes the last full month, reviewed from next week on, by every supervisor."""
        last = today.replace(day=1) - dt.timedelta(days=1)
        proposed = {
            "name": f"{last:%B %Y}", "first_day": last.replace(day=1), "last_day": last,
            "first_week": today + dt.timedelta(days=7 - today.weekday()), "seed": secrets.token_hex(4),
            "reviewers": [str(one.id) for one in reviewers],
        }  # fmt: skip
        form = cls(data=proposed, **more)
        form.reviewers.choices = [SelectChoice(str(one.id), one.name) for one in reviewers]
        return form

    def validate_last_day(self, field: Field) -> None:
        if self.first_day.data and field.data and field.data < self.first_day.data:
            raise ValidationError("This is before the first day.")

    def asked(self) -> Asked:
        return Asked(
            name=self.name.data, wanted=self.wanted(), per_person=self.per_person.data,
            reviewers=[int(one) for one in self.reviewers.data], first_week=self.first_week.data,
            weeks=self.weeks.data, seed=self.seed.data, why=self.why.data,
        )  # fmt: skip

    def show(self, refused: RefusedError) -> None:
        """Put the refusal beside the field it is about."""
        field = self._fields.get(refused.field or "")
        if field is None:
            self.form_errors.append(refused.message)
        else:
            field.errors = [*field.errors, refused.message]
