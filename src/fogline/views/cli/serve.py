"""fogline serve: the pages and the API over a ledger."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click

from fogline.errors import FoglineError
from fogline.runs import accounts
from fogline.views.cli.gazetteer import folder_option
from fogline.views.cli.ledger import ledger
from fogline.views.clock import now
from fogline.views.serving import Holding, Wait

if TYPE_CHECKING:
    from pathlib import Path

    from uvicorn import Server

    from fogline.views.web.admission import Entry
    from fogline.views.web.service import Service

PORT = 8017
# Seconds that answers under way are waited for when it is stopped.
PATIENCE = 3


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; other machines see it.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option(
    "--tiles",
    metavar="URL",
    help="Map tiles of your own, https://host/{z}/{x}/{y}.png: whoever opens the map then asks that host for them.",
)
@folder_option("--gazetteer")
@click.option("--open-reading", is_flag=True, help="Let all read a ledger that has accounts, not only who logs in.")
@click.option("--behind-https", is_flag=True, help="Browsers come by https, through a server before this one.")
def serve(
    host: str, port: int, tiles: str | None, folder: Path | None, *, open_reading: bool, behind_https: bool
) -> None:
    """Serve the pages and the API over a ledger, until Ctrl-C.

    A ledger that has accounts (`fogline account`) lets nobody in without one: readers read, analysts also add.
    Without accounts it is only read, but for the page that adds to it, which there is while none but this machine is
    served.
    """
    with ledger() as database:
        guarded = accounts.has_accounts(database)
    if not guarded and (open_reading or behind_https):
        message = "this ledger has no accounts: make an owner's with `fogline account add NAME --role owner`"
        raise click.UsageError(message)
    where = click.get_current_context().find_root().params["ledger"]
    holding = Holding(where, folder)
    # Nobody waits for what follows from the whole ledger: it is kept ready.
    pages = replace(holding, wait=Wait.NOT_IF_FORMER)
    service = _service(pages, host, tiles, _entry(open_reading, behind_https) if guarded else None)
    server = _server(service, host, port)
    sockets = [_bound(server, host, port)]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Fogline is served at http://{shown}:{port}/ (Ctrl-C stops it)")
    # The first who asks need not wait for what follows from the whole ledger, or for a place by its name.
    Thread(target=_warm, args=(service,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        server.run(sockets=sockets)
    click.echo("stopped")


def _warm(service: Service) -> None:
    from fogline.views.web.warming import keep_warm  # noqa: PLC0415 - only where pages are served

    service.holding.gazetteer()
    keep_warm(service, Event())


def _service(holding: Holding, host: str, template: str | None, entry: Entry | None) -> Service:
    from fogline.views.web.guard import HOME  # noqa: PLC0415 - only where pages are served
    from fogline.views.web.service import Service  # noqa: PLC0415
    from fogline.views.web.tiles import tiles  # noqa: PLC0415

    # Who comes through another server names this one as that one is called.
    at_home = host in HOME and not (entry and entry.https)
    try:
        return Service(holding, now, at_home, tiles(template) if template else None, entry)
    except ValueError as error:
        message = f"--tiles {error}"
        raise click.UsageError(message) from None


def _entry(open_reading: bool, behind_https: bool) -> Entry:  # noqa: FBT001 - two options, handed on
    from fogline.views.web.admission import Entry  # noqa: PLC0415 - only where pages are served

    return Entry(open_reading, behind_https)


def _server(service: Service, host: str, port: int) -> Server:
    import uvicorn  # noqa: PLC0415 - only where pages are served

    from fogline.views.api.app import routes  # noqa: PLC0415
    from fogline.views.web.app import application  # noqa: PLC0415

    config = uvicorn.Config(
        application(service, routes(replace(service.holding, wait=Wait.NOT))),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    return uvicorn.Server(config)


def _bound(server: Server, host: str, port: int) -> Any:
    """The socket that listens; raises FoglineError where the port is not to be had."""
    log = logging.getLogger("uvicorn.error")
    log.disabled = True
    try:
        bound = server.config.bind_socket()
    except SystemExit:
        message = (
            f"cannot listen at {host}:{port}: another program does, or it is not this machine's; try another --port"
        )
        raise FoglineError(message) from None
    finally:
        log.disabled = False
    # The connections have it from here: else the end of an answer may wait 40 ms for the browser's word that its
    # beginning has come.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound
