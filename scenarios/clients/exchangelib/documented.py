"""What the documentation shows and the other files do not."""
from datetime import timedelta

from exchangelib import CalendarItem, EWSDateTime, ExtendedProperty, FileAttachment, Folder, Message
from exchangelib.errors import ErrorFolderNotFound
from exchangelib.folders import Calendar, SingleFolderQuerySet
from exchangelib.indexed_properties import EmailAddress, PhysicalAddress
from exchangelib.items import MeetingCancellation, MeetingRequest
from exchangelib.properties import Actions, Conditions, DistinguishedFolderId, Exceptions, Mailbox, Rule

from board import refused, same, step
from calendars import BERT, CARLA, at, entry, meeting
from lab import UTC, account, lab
from people import contact


def message(folder, subject, **more):
    return Message(account=folder.account, folder=folder, subject=subject, **more).save()


def subfolder(name, parent=None):
    return Folder(parent=parent or lab.carla.inbox, name=name).save()


@step("folders: a calendar that another person shares")
def _():
    # The deployment lets anna read the calendar of carla.
    place = DistinguishedFolderId(id=Calendar.DISTINGUISHED_FOLDER_ID, mailbox=Mailbox(email_address=CARLA))
    shared = SingleFolderQuerySet(account=lab.anna, folder=Folder(root=lab.anna.root, _distinguished_id=place)).resolve()
    same(shared.id, lab.carla.calendar.id)
    start = at(9, 6, 9)
    CalendarItem(account=lab.carla, folder=lab.carla.calendar, subject="Shared", start=start, end=start + timedelta(hours=1)).save()
    same([one.subject for one in shared.view(start=at(9, 6, 0), end=at(9, 7, 0))], ["Shared"])


@step("folders: the hierarchy is read again")
def _():
    same("Later" in {one.name for one in lab.carla.inbox.children}, False)
    Folder(parent=account("carla").inbox, name="Later").save()
    lab.carla.root.refresh()
    lab.carla.root.clear_cache()
    same("Later" in {one.name for one in lab.carla.inbox.children}, True)


@step("folders: the archive mailbox, which does not exist, is refused")
def _():
    refused(ErrorFolderNotFound, lambda: lab.anna.archive_root)


@step("folders: the size as an extended property")
def _():
    Folder.register("size", type("FolderSize", (ExtendedProperty,), {"property_tag": 0x0E08, "property_type": "Integer"}))
    try:
        place = subfolder("Sized")
        message(place, "Large", body="x" * 5000)
        found = SingleFolderQuerySet(account=lab.carla, folder=lab.carla.inbox).get(name="Sized")
        same(found.size > 5000, True)
    finally:
        Folder.deregister("size")


@step("bulk: archive without an archive mailbox is refused")
def _():
    # The library requires an address with the DistinguishedFolderId of its documentation.
    item = message(lab.dora.inbox, "Archived in bulk")
    error = refused(Exception, lambda: list(lab.dora.bulk_archive(ids=[item], to_folder=lab.dora.inbox)))
    same("ErrorArchiveMailboxNotEnabled" in str(error), True)


@step("bulk: archive")
def _():
    item = message(lab.carla.inbox, "Archived in bulk")
    list(lab.carla.bulk_archive(ids=[item], to_folder=lab.carla.inbox))
    same(lab.carla.archive_inbox.filter(subject="Archived in bulk").count(), 1)


@step("query set: the folders in a folder")
def _():
    place = subfolder("With folders")
    message(subfolder("First", place), "In one of many")
    message(subfolder("Second", subfolder("Inner", place)), "In one of many")
    same(place.children.filter(subject="In one of many").count(), 1)
    same(place.walk().filter(subject="In one of many").count(), 2)
    same(place.glob("Fir*").filter(subject="In one of many").count(), 1)


@step("calendar view: is there a conflict?")
def _():
    entry("Conflict", at(9, 8, 9))
    same(lab.anna.calendar.view(start=at(9, 8, 8), end=at(9, 8, 10), max_items=1).exists(), True)
    same(lab.anna.calendar.view(start=at(9, 8, 11), end=at(9, 8, 12), max_items=1).exists(), False)


@step("calendar: filter by a range and by categories")
def _():
    entry("Categorized", at(9, 9, 9), categories=["foo", "bar"])
    entry("Half", at(9, 9, 11), categories=["foo"])
    found = lab.anna.calendar.filter(start__range=(at(9, 9, 0), at(9, 10, 0)), categories__contains=["foo", "bar"])
    same([one.subject for one in found], ["Categorized"])


@step("meetings: decline from the calendar")
def _():
    meeting("From the calendar", at(9, 10, 9))
    (item,) = lab.bert.calendar.filter(subject="From the calendar")
    item.decline(body="No")
    same(lab.bert.calendar.filter(subject="From the calendar").exists(), False)


@step("meetings: process a cancellation")
def _():
    item = meeting("Processed", at(9, 13, 9))
    item.cancel()
    (found,) = [one for one in lab.bert.inbox.all() if isinstance(one, MeetingCancellation) and "Processed" in one.subject]
    there = found.associated_calendar_item_id
    lab.bert.calendar.get(id=there.id, changekey=there.changekey).delete()
    found.move_to_trash()
    same(lab.bert.calendar.filter(subject__contains="Processed").exists(), False)
    same(lab.bert.trash.filter(subject__contains="Processed").exists(), True)


@step("meetings: requests in the order of arrival")
def _():
    meeting("Arrives last", at(9, 14, 9))
    newest = lab.bert.inbox.all().order_by("-datetime_received")[:1]
    same([(type(one), one.subject) for one in newest], [(MeetingRequest, "Arrives last")])


@step("personas: filter by a name, in an order")
def _():
    contact("Ordered", display_name="Ordered persona")
    found = lab.anna.contacts.people().only("display_name").filter(display_name="Ordered persona").order_by("display_name")
    same([one.display_name for one in found], ["Ordered persona"])


@step("contacts: get by an e-mail address")
def _():
    contact("Lucas", email_addresses=[EmailAddress(label="EmailAddress1", email="lucas@example.com")])
    same(lab.anna.contacts.get(email_addresses=EmailAddress(email="lucas@example.com")).surname, "Lucas")


@step("contacts: filter by a part of an e-mail address")
def _():
    contact("Gmail", email_addresses=[EmailAddress(label="EmailAddress1", email="someone@gmail.com")])
    found = lab.anna.contacts.filter(email_addresses__contains=EmailAddress(email="gmail.com"))
    same([one.email for each in found for one in each.email_addresses], ["someone@gmail.com"])


@step("contacts: filter by a part of a street, in its order")
def _():
    for street in ("Oak Street 2", "Oak Street 1"):
        contact(street, physical_addresses=[PhysicalAddress(label="Home", street=street)])
    found = lab.anna.contacts.filter(physical_addresses__Home__street__contains="Oak").order_by("physical_addresses__Home__street")
    same([one.surname for one in found], ["Oak Street 1", "Oak Street 2"])


@step("contacts: a note")
def _():
    item = contact("Noted")
    item.body = "This is a note"
    item.save(update_fields=["body"])
    same(lab.anna.contacts.get(surname="Noted").body.strip(), "This is a note")


@step("reply: a draft is changed and sent")
def _():
    Message(account=lab.bert, subject="Reply to change", body="Text", to_recipients=["anna@contoso.com"]).send()
    made = lab.anna.inbox.get(subject="Reply to change").create_reply(subject="Re: Reply to change", body="Look", to_recipients=[CARLA])
    saved = made.save(lab.anna.drafts)
    draft = lab.anna.drafts.get(id=saved.id, changekey=saved.changekey)
    draft.reply_to = ["dora@contoso.com"]
    draft.save(update_fields=["reply_to"])  # the library sends what is stored
    draft.attach(FileAttachment(name="my_file.txt", content=b"hello world"))
    draft.send()
    found = lab.carla.inbox.get(subject="Re: Reply to change")
    same([one.email_address for one in found.reply_to], ["dora@contoso.com"])
    same([one.content for one in found.attachments], [b"hello world"])


@step("attachments: a picture in the text of a message")
def _():
    item = Message(account=lab.carla, folder=lab.carla.drafts, subject="Logo")
    item.attach(FileAttachment(name="logo.png", content=b"\x89PNG", is_inline=True, content_id="logo.png"))
    item.save()
    (found,) = lab.carla.drafts.get(subject="Logo").attachments
    same((found.is_inline, found.content_id), (True, "logo.png"))


@step("subscriptions: of the folders that a pattern finds")
def _():
    subfolder("Subscribed 1"), subfolder("Subscribed 2")
    folders = lab.carla.inbox.glob("Subscribed*")
    subscription, watermark = folders.subscribe_to_pull()
    same(bool(subscription and watermark), True)
    lab.carla.inbox.unsubscribe(subscription)


@step("subscriptions: ended by a with statement")
def _():
    with lab.carla.inbox.pull_subscription() as (subscription, watermark):
        same(bool(subscription and watermark), True)
    with lab.carla.inbox.streaming_subscription() as subscription:
        same(bool(subscription), True)
    with lab.carla.inbox.push_subscription(callback_url="https://localhost:1/callback") as (subscription, watermark):
        same(bool(subscription and watermark), True)


@step("inbox rules: with an exception")
def _():
    rule = Rule(
        account=lab.dora,
        display_name="Not for bert",
        priority=1,
        is_enabled=True,
        conditions=Conditions(contains_subject_strings=["invoice"]),
        exceptions=Exceptions(contains_sender_strings=["bert"]),
        actions=Actions(mark_as_read=True),
    )
    rule.save()
    try:
        (made,) = lab.dora.rules
        same((made.conditions.contains_subject_strings, made.exceptions.contains_sender_strings, made.actions.mark_as_read), (["invoice"], ["bert"], True))
        for sender in (lab.bert, lab.carla):
            Message(account=sender, subject=f"invoice of {sender.primary_smtp_address}", to_recipients=["dora@contoso.com"]).send()
        found = {one.subject[11:16]: one.is_read for one in lab.dora.inbox.filter(subject__startswith="invoice")}
        same(found, {"bert@": False, "carla": True})
    finally:
        rule.delete()


@step("free/busy: the time zone of the working hours by its name")
def _():
    zones = list(lab.anna.protocol.get_timezones(return_full_timezone_data=True))
    start = EWSDateTime(2030, 1, 7, 8, 0, tzinfo=UTC)
    (info,) = lab.anna.protocol.get_free_busy_info([(lab.anna, "Organizer", False)], start, start + timedelta(hours=6))
    same(bool(info.working_hours_timezone.to_server_timezone(zones, 2030)), True)
