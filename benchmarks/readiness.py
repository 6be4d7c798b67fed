"""How much work the pages of readiness are for a whole office, beside a page that shows one's own account.

    python -m benchmarks.readiness [PEOPLE]

Makes a simulated office of a year, and looks at each page on a new day every time, so that nothing can be left over
from the look before. Prints milliseconds of CPU and how many times the work of the account page that is. It is no test:
a machine that is busy is slow, and the ratios say more than the times.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from statistics import median

from flask.testing import FlaskClient

from trainer.app import create_app
from trainer.db import Database, upgrade
from trainer.district.pack import load_pack
from trainer.progress.office.filling import Filled, fill
from trainer.settings import SEED, Settings
from trainer.web.clock import office_day, utc

PEOPLE, LOOKS = 40, 7
ACCOUNT = "/account"
STAFF = {"supervisor": "grace@example.com", "HR": "miriam@example.com"}


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.read({"TRAINER_DATA": folder})
        database = Database(settings.database_url)
        upgrade(database.engine)
        with database.session() as session:
            filled = fill(session, load_pack(SEED / "smwd"), "7", people, 12, office_day(utc()))
        database.close()
        app = create_app(settings)
        app.config["WTF_CSRF_ENABLED"] = False
        _tell(app.test_client, filled)


def _tell(client: type[FlaskClient], filled: Filled) -> None:
    who, member = next(iter(filled.members.items()))
    print("page                                      first    then   of the account page")
    own = _signed_in(client(), member.email, filled.password)
    _looked(own, ACCOUNT)
    least = _line(own, ACCOUNT, None)
    _line(own, "/readiness/me", least)
    for role, pages in {
        "supervisor": ["/readiness", f"/readiness/{who}", f"/readiness/{who}/evidence/knowledge"],
        "HR": [f"/readiness/{who}", "/readiness/cohorts", "/readiness/fairness?cohort=1", "/readiness/export.csv"],
    }.items():
        staff = _signed_in(client(), STAFF[role], filled.password)
        for page in pages:
            _line(staff, page, least)


def _signed_in(client: FlaskClient, email: str, password: str) -> FlaskClient:
    client.post("/sign-in", data={"email": email, "password": password})
    return client


def _line(client: FlaskClient, page: str, least: float | None) -> float:
    first, *later = (_looked(client, page, back) for back in range(LOOKS))
    ratio = f"{median(later) / least:8.1f}" if least else "     1.0"
    print(f"{page:38}{first:8.0f}{median(later):8.0f} {ratio}")
    return median(later)


def _looked(client: FlaskClient, page: str, back: int = 0) -> float:
    """Milliseconds of CPU for one look at a page, as of so many days ago."""
    day, mark = office_day(utc()) - dt.timedelta(days=back), "&" if "?" in page else "?"
    began = time.process_time()
    answer = client.get(f"{page}{mark}as_of={day}")
    if answer.status_code != 200:
        raise RuntimeError(f"{page} answered {answer.status}.")
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
