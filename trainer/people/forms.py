"""The forms of people's pages: which fields, which of them are needed, and the words beside them."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm  # type: ignore[import-untyped]
from wtforms import PasswordField, SelectField, SelectMultipleField, StringField  # type: ignore[import-untyped]
from wtforms.fields import Field, SelectChoice  # type: ignore[import-untyped]
from wtforms.validators import InputRequired, Length, ValidationError  # type: ignore[import-untyped]
from wtforms.widgets import CheckboxInput, ListWidget  # type: ignore[import-untyped]

from trainer.people.models import Level, Person
from trainer.people.passwords import LONGEST
from trainer.people.service import Details, RefusedError
from trainer.web.roles import Role

_HINT = "At least 12 characters. A few unrelated words are easy to remember and hard to guess."


def _strip(value: str | None) -> str:
    return (value or "").strip()


def _looks_like_email(_form: object, field: Field) -> None:
    if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", field.data or ""):
        raise ValidationError("Enter an e-mail address, such as name@example.org.")


class Form(FlaskForm):  # type: ignore[misc]
    """A form that can also show what a service refused."""

    def show(self, refused: RefusedError) -> None:
        """Put the refusal beside the field it is about, or above the form."""
        field = self._fields.get(refused.field or "")
        if field is None:
            self.form_errors.append(refused.message)
        else:
            field.errors = [*field.errors, refused.message]


class SignInForm(Form):
    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address."), Length(max=254)],
        filters=[_strip],
        render_kw={"type": "email", "autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        [InputRequired("Enter your password."), Length(max=LONGEST, message="That is longer than any password here.")],
        render_kw={"autocomplete": "current-password"},
    )


class _NewPassword(Form):
    """Two fields that must agree; `wanted` is the new password."""

    new = PasswordField(
        "New password",
        [InputRequired("Choose a new password.")],
        description=_HINT,
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "New password again",
        [InputRequired("Enter the new password a second time.")],
        render_kw={"autocomplete": "new-password"},
    )

    def validate_again(self, field: Field) -> None:
        if field.data != self.new.data:
            raise ValidationError("The two do not match. Enter the new password again.")


class PasswordForm(_NewPassword):
    old = PasswordField(
        "Current password",
        [InputRequired("Enter your current password.")],
        render_kw={"autocomplete": "current-password"},
    )


class SetupForm(_NewPassword):
    name = StringField("Your name", [InputRequired("Enter your name."), Length(max=120)], filters=[_strip])
    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address."), Length(max=254), _looks_like_email],
        filters=[_strip],
        description="You sign in with it. Nothing is sent to it.",
        render_kw={"type": "email", "autocomplete": "username"},
    )

    def details(self) -> Details:
        return Details(self.name.data, self.email.data)


class PersonForm(Form):
    name = StringField("Name", [InputRequired("Enter a name."), Length(max=120)], filters=[_strip])
    email = StringField(
        "E-mail address",
        [InputRequired("Enter an e-mail address."), Length(max=254), _looks_like_email],
        filters=[_strip],
        description="They sign in with it. Nothing is sent to it.",
        render_kw={"type": "email", "autocomplete": "off"},
    )
    roles = SelectMultipleField(
        "Roles",
        choices=[SelectChoice(role.value, role.label) for role in Role],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    level = SelectField(
        "Classification",
        choices=[
            SelectChoice("", "Not a representative"),
            *(SelectChoice(level.value, level.label) for level in Level),
        ],
    )

    @classmethod
    def of(cls, person: Person) -> PersonForm:
        roles = [role.value for role in person.roles]
        level = person.level.value if person.level else ""
        return cls(data={"name": person.name, "email": person.email, "roles": roles, "level": level})

    def details(self) -> Details:
        roles = frozenset(Role(value) for value in self.roles.data)
        return Details(self.name.data, self.email.data, roles, Level(self.level.data) if self.level.data else None)
