"""Setup and connecting; optimising connections; dates and time zones; non-account methods."""
import os

from exchangelib import (
    DELEGATE,
    IMPERSONATION,
    NTLM,
    Account,
    Build,
    Configuration,
    Credentials,
    DLMailbox,
    EWSDateTime,
    EWSTimeZone,
    FaultTolerance,
    Identity,
    Mailbox,
    Version,
)
from exchangelib.errors import ErrorNonExistentMailbox, UnauthorizedError
from exchangelib.properties import AlternateId
from exchangelib.version import EXCHANGE_2013_SP1

from board import add, refused, same, step
from lab import account, configuration, lab


def reads(one):
    same(one.inbox.total_count >= 0, True)


@step("connect: user principal name and password")
def _():
    reads(account("anna"))


@step("connect: DOMAIN\\user and password")
def _():
    one = configuration("CONTOSO\\anna")
    reads(Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE))


@step("connect: the authentication type is guessed")
def _():
    reads(Account("anna@contoso.com", config=configuration("anna@contoso.com", auth_type=None), autodiscover=False))


@step("connect: the version is guessed")
def _():
    same(account("anna").version.build >= Build(15, 0), True)


@step("connect: the version is given")
def _():
    one = configuration("anna@contoso.com", version=Version(build=EXCHANGE_2013_SP1))
    reads(Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE))


@step("connect: fault-tolerant retry policy")
def _():
    one = configuration("anna@contoso.com", retry_policy=FaultTolerance(max_wait=5), max_connections=10)
    reads(Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE))


@step("connect: a wrong password is refused")
def _():
    one = configuration("anna@contoso.com", "wrong")
    wrong = Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE)
    refused(UnauthorizedError, lambda: wrong.inbox.total_count)


@step("connect: NTLM")
def _():
    one = configuration("anna@contoso.com", auth_type=NTLM)
    reads(Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE))


@step("connect: a mailbox that does not exist")
def _():
    one = Account("nobody@contoso.com", config=configuration("anna@contoso.com"), autodiscover=False, access_type=DELEGATE)
    refused(ErrorNonExistentMailbox, lambda: one.root)


@step("connect: autodiscover")
def _():
    credentials = Credentials("anna@contoso.com", os.environ["LAB_PASSWORD"])
    one = Account("anna@contoso.com", credentials=credentials, autodiscover=True, access_type=DELEGATE)
    same(one.primary_smtp_address, "anna@contoso.com")
    reads(one)


@step("connect: server name instead of the address of the endpoint")
def _():
    credentials = Credentials("anna@contoso.com", os.environ["LAB_PASSWORD"])
    one = Configuration(server="exchange.contoso.com", credentials=credentials)
    reads(Account("anna@contoso.com", config=one, autodiscover=False, access_type=DELEGATE))


@step("connect: impersonation without the role is refused")
def _():
    one = configuration("anna@contoso.com")
    other = Account("bert@contoso.com", config=one, autodiscover=False, access_type=IMPERSONATION)
    error = refused(Exception, lambda: other.inbox.total_count)
    same(type(error).__name__, "ErrorImpersonateUserDenied")


@step("connect: the identity of the account")
def _():
    same(isinstance(lab.anna.identity, Identity), True)
    same(lab.anna.identity.primary_smtp_address, "anna@contoso.com")


@step("connect: sessions are closed and opened again")
def _():
    lab.anna.protocol.close()
    reads(lab.anna)


@step("time zones: all of the server")
def _():
    zones = list(lab.anna.protocol.get_timezones())
    same(len(zones) > 100, True)
    same("W. Europe Standard Time" in {zone.id for zone in zones}, True)


@step("time zones: all with full data")
def _():
    zones = list(lab.anna.protocol.get_timezones(return_full_timezone_data=True))
    same(all(zone.periods for zone in zones), True)


@step("time zones: one by name")
def _():
    (zone,) = lab.anna.protocol.get_timezones(timezones=[EWSTimeZone("Europe/Copenhagen")])
    same(zone.id, "Romance Standard Time")


@step("time zones: one by name with full data")
def _():
    (zone,) = lab.anna.protocol.get_timezones(timezones=[EWSTimeZone("America/New_York")], return_full_timezone_data=True)
    same(zone.id, "Eastern Standard Time")
    same(len(zone.periods) >= 2, True)


def free_busy(view):
    def run():
        start = EWSDateTime(2030, 1, 7, 8, 0, tzinfo=EWSTimeZone("UTC"))
        end = EWSDateTime(2030, 1, 7, 18, 0, tzinfo=EWSTimeZone("UTC"))
        accounts = [(lab.anna, "Organizer", False), (lab.bert, "Required", True)]
        infos = list(lab.anna.protocol.get_free_busy_info(accounts, start, end, requested_view=view))
        same(len(infos), 2)
        # Of the other calendar the caller sees what its default permission shows.
        same([info.view_type for info in infos], [view, view.replace("Detailed", "FreeBusy")])

    return run


for view in ("MergedOnly", "FreeBusy", "FreeBusyMerged", "Detailed", "DetailedMerged"):

    add(f"free/busy: view {view}", free_busy(view))


@step("free/busy: an address that does not exist")
def _():
    start = EWSDateTime(2030, 1, 7, 8, 0, tzinfo=EWSTimeZone("UTC"))
    end = EWSDateTime(2030, 1, 7, 18, 0, tzinfo=EWSTimeZone("UTC"))
    (info,) = lab.anna.protocol.get_free_busy_info([("nobody@contoso.com", "Required", False)], start, end)
    same(type(info).__name__, "ErrorMailRecipientNotFound")


@step("free/busy: a working day of a time zone with summer time")
def _():
    zone = EWSTimeZone("Europe/Berlin")
    start, end = EWSDateTime(2030, 7, 1, 0, 0, tzinfo=zone), EWSDateTime(2030, 7, 2, 0, 0, tzinfo=zone)
    (info,) = lab.anna.protocol.get_free_busy_info([(lab.anna, "Organizer", False)], start, end)
    same(info.working_hours_timezone is not None, True)
    same(len(info.working_hours) > 0, True)


@step("free/busy: events with their details")
def _():
    from exchangelib import CalendarItem

    zone = EWSTimeZone("UTC")
    start, end = EWSDateTime(2031, 3, 3, 9, 0, tzinfo=zone), EWSDateTime(2031, 3, 3, 10, 0, tzinfo=zone)
    CalendarItem(account=lab.bert, folder=lab.bert.calendar, subject="Dentist", start=start, end=end).save()
    day = EWSDateTime(2031, 3, 3, 0, 0, tzinfo=zone), EWSDateTime(2031, 3, 4, 0, 0, tzinfo=zone)
    (info,) = lab.bert.protocol.get_free_busy_info([(lab.bert, "Organizer", False)], *day, requested_view="Detailed")
    same([(event.start, event.end, event.busy_type) for event in info.calendar_events], [(start, end, "Busy")])


@step("room lists")
def _():
    lists = list(lab.anna.protocol.get_roomlists())
    same([one.email_address for one in lists], ["rooms@contoso.com"])


@step("rooms of a room list")
def _():
    same([one.email_address for one in lab.anna.protocol.get_rooms("rooms@contoso.com")], ["dora@contoso.com"])


@step("rooms of a room list that does not exist")
def _():
    error = refused(Exception, lambda: list(lab.anna.protocol.get_rooms("nobody@contoso.com")))
    same(type(error).__name__, "ErrorNameResolutionNoResults")


@step("resolve names: a name")
def _():
    (found,) = lab.anna.protocol.resolve_names(["bert"])
    same(found.email_address, "bert@contoso.com")


@step("resolve names: an address")
def _():
    (found,) = lab.anna.protocol.resolve_names(["bert@contoso.com"])
    same((found.name, found.email_address), ("Bert Brandt", "bert@contoso.com"))


@step("resolve names: nothing is found")
def _():
    (found,) = lab.anna.protocol.resolve_names(["xyz-nobody"])
    same(type(found).__name__, "ErrorNameResolutionNoResults")


@step("resolve names: full contact data")
def _():
    (found,) = lab.anna.protocol.resolve_names(["bert@contoso.com"], return_full_contact_data=True)
    same(found[1].display_name, "Bert Brandt")


@step("resolve names: in the address book only")
def _():
    (found,) = lab.anna.protocol.resolve_names(["bert"], search_scope="ActiveDirectory")
    same(found.email_address, "bert@contoso.com")


@step("resolve names: shape AllProperties")
def _():
    (found,) = lab.anna.protocol.resolve_names(["bert"], return_full_contact_data=True, shape="AllProperties")
    same(found[0].email_address, "bert@contoso.com")


@step("expand a distribution list: by address")
def _():
    same("anna@contoso.com" in {one.email_address for one in lab.anna.protocol.expand_dl("sales@contoso.com")}, True)


@step("expand a distribution list: by mailbox")
def _():
    mailbox = DLMailbox(email_address="sales@contoso.com", mailbox_type="PublicDL")
    same(all(isinstance(one, Mailbox) for one in lab.anna.protocol.expand_dl(mailbox)), True)


@step("expand a distribution list that does not exist")
def _():
    error = refused(Exception, lambda: list(lab.anna.protocol.expand_dl("nolist@contoso.com")))
    same(type(error).__name__, "ErrorNameResolutionNoResults")


@step("searchable mailboxes without the role are refused")
def _():
    error = refused(Exception, lambda: list(lab.anna.protocol.get_searchable_mailboxes()))
    same(type(error).__name__, "ErrorAccessDenied")


def convert(target):
    def run():
        item = next(iter(lab.anna.contacts.all()), None) or exchangelib_contact()
        source = AlternateId(id=item.id, format="EwsId", mailbox="anna@contoso.com")
        (made,) = lab.anna.protocol.convert_ids([source], destination_format=target)
        same(made.format, target)
        back = AlternateId(id=made.id, format=target, mailbox="anna@contoso.com")
        (again,) = lab.anna.protocol.convert_ids([back], destination_format="EwsId")
        same(again.id, item.id)

    return run


def exchangelib_contact():
    from exchangelib import Contact

    return Contact(account=lab.anna, folder=lab.anna.contacts, display_name="To convert", given_name="To").save()


for target in ("EwsLegacyId", "EntryId", "HexEntryId", "StoreId", "OwaId"):
    add(f"convert ids: {target} and back", convert(target))
