"""fogline account: who may come in where a ledger is served to more than one person."""

from __future__ import annotations

import click

from fogline.errors import NotThere
from fogline.runs import accounts as runs
from fogline.terms.account import Role
from fogline.views.cli.ledger import ledger
from fogline.views.cli.printable import printable
from fogline.views.clock import now

ROLES = click.Choice([role.value for role in Role])


@click.group()
def account() -> None:
    """Look after the accounts of a ledger.

    Once there is one, `fogline serve` lets nobody in without; readers read, analysts add and correct as well.
    """


def _password() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@account.command()
@click.argument("name")
@click.option("--role", type=ROLES, default=Role.READER.value, show_default=True, help="What the account may do.")
def add(name: str, role: str) -> None:
    """Make an account NAME; its password is asked for. The first has to be an owner's."""
    with ledger(write=True) as database:
        runs.add(database, name, _password(), Role(role), now())
        first = len(runs.accounts(database)) == 1
    click.echo(f"{printable(name)} may come in as {role}")
    if first:
        click.echo("Nobody else may from now on: stop and start `fogline serve` where it runs")


@account.command("list")
def listed() -> None:
    """List the accounts with their roles and tokens."""
    with ledger() as database:
        for one in runs.accounts(database):
            click.echo(f"{one.role:<8} {printable(one.name)}  since {one.made[:10]}")
            for token in runs.tokens(database, one.number):
                click.echo(f"         token {printable(token.label or '')!r} until {token.until[:10]}")


@account.command()
@click.argument("name")
@click.argument("role", type=ROLES)
def role(name: str, role: str) -> None:
    """Give account NAME another ROLE. One owner at least stays."""
    with ledger(write=True) as database:
        runs.set_role(database, name, Role(role))
    click.echo(f"{printable(name)} may come in as {role}")


@account.command()
@click.argument("name")
def password(name: str) -> None:
    """Give account NAME another password, which is asked for; its browsers have to log in anew."""
    with ledger(write=True) as database:
        runs.change_password(database, name, _password())
    click.echo(f"{printable(name)} has a new password")


@account.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take account NAME away, with its sessions and tokens. One owner at least stays."""
    with ledger(write=True) as database:
        runs.remove_account(database, name)
    click.echo(f"{printable(name)} may not come in any more")


@account.command()
@click.argument("name")
@click.argument("label")
@click.option("--days", default=runs.DAYS, show_default=True, type=click.IntRange(1, 3650), help="How long it lasts.")
@click.option("--end", is_flag=True, help="End the tokens with that LABEL instead.")
def token(name: str, label: str, days: int, *, end: bool) -> None:
    """Make a token by which a program asks the API as account NAME; LABEL says what it is for.

    It is printed once and kept nowhere: the program sends it as `Authorization: Bearer TOKEN`.
    """
    with ledger(write=True) as database:
        if not end:
            click.echo(runs.token(database, name, label, now(), days))
            return
        ended = runs.take_back(database, name, label)
    if not ended:
        message = f"{name!r} has no token {label!r}: `fogline account list` names them"
        raise NotThere(message)
    click.echo(f"{ended} ended")
