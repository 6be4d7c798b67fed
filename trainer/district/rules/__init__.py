"""The rules' logic, one module or a few for each chapter of the manual. Importing this room registers every rule."""

from importlib import import_module
from pkgutil import iter_modules

from trainer.district.rules.registry import RULES, Rule

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "Rule"]
