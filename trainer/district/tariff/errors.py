"""What can be wrong in an entry of a tariff file, and with a bill that is asked of a tariff that itself is sound."""

from __future__ import annotations


class CellError(ValueError):
    """An entry that cannot be read: what is wrong with it, and the remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class TariffError(Exception):
    """A bill that cannot be computed. `field` is the line of the tariff that asked, `remedy` what to do about it."""

    def __init__(self, tariff: str, customer_class: str, field: str, problem: str, remedy: str) -> None:
        place = f"{tariff}: {customer_class}.{field}" if field else f"{tariff}: {customer_class}"
        super().__init__(f"{place} {problem} {remedy}")
        self.tariff = tariff
        self.customer_class = customer_class
        self.field = field
        self.problem = problem
        self.remedy = remedy


class MissingFact(TariffError):  # noqa: N818 - it names the thing that is missing
    """A fact that the tariff needs was not given; `name` is what to give."""

    def __init__(self, tariff: str, customer_class: str, field: str, name: str, remedy: str) -> None:
        super().__init__(tariff, customer_class, field, f"needs “{name}”, which was not given.", remedy)
        self.name = name
