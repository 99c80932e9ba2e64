"""An account statement as a file: its credits enter like those of a bank's mail, each once."""

from __future__ import annotations

from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from mailbot.config.schema import BankProfile
from mailbot.core.errors import InputError
from mailbot.inbound.statements.attached import FORMATS, read_statement
from mailbot.inbound.statements.statement import Statement
from mailbot.intake.source import HEAD
from mailbot.store import state
from mailbot.tasks.importing.import_report import Ask, ImportReport, Prepared
from mailbot.tasks.money.record_payment import doubts_of, enter_all
from mailbot.tasks.money.take_back_payments import take_back_all
from mailbot.tasks.money.told_before import Source


def is_statement(ask: Ask) -> bool:
    """Does a reader of statements know this file by its beginning? CSV statements are never guessed."""
    head = ask.source.stream.read(HEAD)
    ask.source.stream.seek(0)
    return any(form.claims(head) for form in FORMATS)


def prepare_statement(ask: Ask) -> Prepared:
    """Read every statement in the file. Raises InputError when it is none, or of an account that is not the firm's."""
    try:
        statements = read_statement(ask.source.stream.read())
    except InputError as error:
        raise InputError(f"{ask.source.name}: {str(error)[0].lower()}{str(error)[1:]}") from error
    profiles = [_profile(ask, statement) for statement in statements]
    notes = [statement.problem for statement in statements if statement.problem]

    def take(session: Session, report: ImportReport) -> None:
        for statement, profile in zip(statements, profiles, strict=True):
            _take(session, ask, statement, profile, report)

    return Prepared(kind="statement", take=take, notes=notes)


def _profile(ask: Ask, statement: Statement) -> BankProfile:
    """The bank whose account it is; a statement that names no account belongs to the only bank there is."""
    banks = ask.office.settings.banks
    account = statement.account.replace(" ", "")
    mine = [bank for bank in banks if account in bank.own_ibans]
    if not mine and account:
        mine = [bank for bank in banks if any(account in iban for iban in bank.own_ibans)]
    found = mine or (list(banks) if not account else [])
    if len(found) != 1:
        raise InputError(
            f"{ask.source.name}: the account {account or '(not named)'} is none of banks[].own_ibans; write it there."
        )
    return found[0]


def _take(session: Session, ask: Ask, statement: Statement, profile: BankProfile, report: ImportReport) -> None:
    office, now = ask.office, ask.now
    account = _account(statement, profile)
    source = Source(bank=profile.name, account=account, counted=True, day=office.day(now))
    entered = enter_all(session, statement.movements, source, now)
    report.created += len(entered.new)
    report.unchanged += len(entered.again) + len(entered.confirmed)
    report.notes += doubts_of(entered)
    back = take_back_all(session, office, statement.movements, source, now)
    report.notes += [f"payment {one.payment.id} was taken back by the bank: {one.payment.label}" for one in back.done]
    report.notes += list(back.unclear)
    days = [one.value_date for one in statement.movements if one.value_date]
    newest = statement.as_of or max(days, default=None)
    if newest is not None:
        spoke = datetime.combine(newest, time(12), office.zone).astimezone(UTC)
        state.heard_from(session, account, profile.name, min(spoke, now), min(newest, office.day(now)))


def _account(statement: Statement, profile: BankProfile) -> str:
    """The firm's account that the statement is of; the first where it does not say."""
    number = statement.account.replace(" ", "")
    mine = [iban for iban in profile.own_ibans if number and number in iban]
    return (mine or list(profile.own_ibans) or [profile.name])[0]
