"""Add: files that are handed in by a browser, this machine's or, where there are accounts, an analyst's."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from fogline.errors import FoglineError, NotThere
from fogline.runs import arriving
from fogline.runs.sides import ukraine
from fogline.views.web.page import Asked, Moved, Page
from fogline.views.web.visitor import visitor

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from fogline.terms.actor import Side
    from fogline.views.web.jobs import Job, Jobs
    from fogline.views.web.service import Service

# Bytes of all files of a form together, their number, and how long, in seconds, they may take to come.
MOST, MOST_FILES, PATIENCE = 512 * 2**20, 500, 900
LONGEST = 200
PASSED_ON = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
# Seconds after which a page looks again.
AGAIN = 2


@dataclass(frozen=True, slots=True)
class Add:
    """The form: the addings so far, the sides whose area a map may show, and what was wrong with what was sent."""

    jobs: list[Job]
    sides: tuple[Side, Side]
    trouble: str = ""


def add(asked: Asked) -> Page:
    """The form."""
    return Page("add.html", asked.tongue.say("nav.add"), Add(asked.service.jobs.listed(), ukraine().sides))


def job(asked: Asked) -> Page:
    """How far one adding is; raises NotThere."""
    found = asked.service.jobs.known.get(asked.part)
    if found is None:
        message = "nothing is being added under this address"
        raise NotThere(message)
    again = {} if found.over else {"refresh": str(AGAIN)}
    return Page("job.html", asked.tongue.say("nav.add"), found, headers=again)


async def taken(service: Service, request: Request) -> Moved:
    """Begin to add what a form brings; raises HTTPException where it brings nothing, too much or too slowly.

    What another server has passed on is refused too where there are no accounts: this machine is served, but somebody
    else asks.
    """
    if service.entry is None and PASSED_ON & set(request.headers):
        raise HTTPException(403)
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise HTTPException(411)
    if int(length) > MOST:
        raise HTTPException(413)
    try:
        async with asyncio.timeout(PATIENCE), request.form(max_files=MOST_FILES, max_fields=10) as form:
            if service.entry:
                visitor(service, request).sent(form.get("form", ""))
            return await run_in_threadpool(_begun, service.jobs, form)
    except TimeoutError:
        raise HTTPException(408) from None


def _begun(jobs: Jobs, form: FormData) -> Moved:
    sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not sent:
        raise HTTPException(422)
    try:
        told = arriving.shown(_word(form, "map"), _word(form, "side"))
    except FoglineError:
        raise HTTPException(422) from None
    return Moved(f"/add/{jobs.start([(_name(one), _kept(one)) for one in sent], told).id}")


def _word(form: FormData, field: str) -> str | None:
    value = form.get(field)
    return value.strip()[:LONGEST] or None if isinstance(value, str) else None


def _name(sent: UploadFile) -> str:
    """The file's own name: browsers may send folders, and others send what they like."""
    return PurePosixPath((sent.filename or "").replace("\\", "/")).name[-LONGEST:] or "file"


def _kept(sent: UploadFile) -> BinaryIO:
    """The file in a place of its own, which the form does not close."""
    kept = TemporaryFile()  # noqa: SIM115 - closed when it has been added
    shutil.copyfileobj(sent.file, kept)
    kept.seek(0)
    return kept
