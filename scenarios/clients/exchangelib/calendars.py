"""Meetings, recurring items, dates and time zones of calendar items."""
from datetime import timedelta

from exchangelib import CalendarItem, EWSDate, EWSDateTime, FileAttachment
from exchangelib.errors import ErrorItemNotFound
from exchangelib.fields import APRIL, FIRST, LAST, MONDAY, THIRD, TUESDAY, WEDNESDAY, WEEK_DAY
from exchangelib.items import MeetingCancellation, MeetingRequest, MeetingResponse
from exchangelib.recurrence import (
    AbsoluteMonthlyPattern,
    AbsoluteYearlyPattern,
    DailyPattern,
    EndDatePattern,
    NoEndPattern,
    NumberedPattern,
    Recurrence,
    RelativeMonthlyPattern,
    RelativeYearlyPattern,
    WeeklyPattern,
)

from board import add, refused, same, step
from lab import BERLIN, NEW_YORK, UTC, lab

ME, BERT, CARLA = "anna@contoso.com", "bert@contoso.com", "carla@contoso.com"


def at(month, day, hour, zone=UTC, year=2032):
    return EWSDateTime(year, month, day, hour, 0, tzinfo=zone)


def entry(subject, start, hours=1, save=True, **more):
    item = CalendarItem(
        account=lab.anna, folder=lab.anna.calendar, subject=subject, start=start, end=start + timedelta(hours=hours), **more
    )
    return item.save() if save else item


def fetch(item):
    (found,) = lab.anna.fetch([(item.id, item.changekey)])
    if isinstance(found, Exception):
        raise found
    return found


@step("calendar: create")
def _():
    found = fetch(entry("Created", at(1, 5, 9), location="Room 1", body="Bring it"))
    same((found.start, found.end, found.location), (at(1, 5, 9), at(1, 5, 10), "Room 1"))


@step("calendar: what the server derives")
def _():
    found = fetch(entry("Derived", at(1, 5, 11)))
    same((found.type, found.is_meeting, found.is_recurring, found.duration), ("Single", False, False, "PT1H"))
    same((found.organizer.email_address, found.my_response_type), (ME, "Organizer"))
    same(bool(found.uid), True)


@step("calendar: a time of New York")
def _():
    found = fetch(entry("New York", at(1, 6, 10, NEW_YORK)))
    same(found.start.astimezone(UTC), at(1, 6, 15))
    same(found._start_timezone.ms_id, "Eastern Standard Time")


@step("calendar: a time of Berlin in summer")
def _():
    found = fetch(entry("Berlin", at(7, 6, 10, BERLIN)))
    same((found.start.astimezone(UTC), found._start_timezone.ms_id), (at(7, 6, 8), "W. Europe Standard Time"))


@step("calendar: start and end in two zones")
def _():
    item = CalendarItem(account=lab.anna, folder=lab.anna.calendar, subject="Flight")
    item.start, item.end = at(2, 6, 10, BERLIN), at(2, 6, 13, NEW_YORK)
    found = fetch(item.save())
    zones = found._start_timezone.ms_id, found._end_timezone.ms_id
    same(zones, ("W. Europe Standard Time", "Eastern Standard Time"))


@step("calendar: all day")
def _():
    item = CalendarItem(account=lab.anna, folder=lab.anna.calendar, subject="All day", is_all_day=True)
    item.start = item.end = EWSDate(2032, 3, 1)
    found = fetch(item.save())
    same((found.is_all_day, found.start, found.end), (True, EWSDate(2032, 3, 1), EWSDate(2032, 3, 1)))


@step("calendar: several whole days in a zone")
def _():
    one = CalendarItem(subject="Days", start=EWSDate(2032, 3, 8), end=EWSDate(2032, 3, 10), is_all_day=True)
    one.account, one.folder, one._start_timezone, one._end_timezone = lab.anna, lab.anna.calendar, BERLIN, BERLIN
    found = fetch(one.save())
    same((found.start, found.end), (EWSDate(2032, 3, 8), EWSDate(2032, 3, 10)))


def field(name, value):
    def run():
        same(getattr(fetch(entry(f"Field {name}", at(1, 9, 9), **{name: value})), name), value)

    return run


for name, value in (
    ("legacy_free_busy_status", "OOF"),
    ("sensitivity", "Private"),
    ("importance", "High"),
    ("categories", ["Red"]),
    ("reminder_is_set", True),
    ("reminder_minutes_before_start", 30),
    ("meeting_workspace_url", "https://workspace.contoso.com/"),
    ("net_show_url", "https://meet.contoso.com/anna/1"),
    ("is_response_requested", False),
    ("allow_new_time_proposal", False),
    ("uid", "uid-of-my-own"),
):
    add(f"calendar field: {name}", field(name, value))


@step("calendar: update")
def _():
    item = entry("To change", at(1, 12, 9))
    item.subject, item.start, item.end = "Changed", at(1, 12, 14), at(1, 12, 16)
    item.save(update_fields=["subject", "start", "end"])
    found = fetch(item)
    same((found.subject, found.start, found.duration), ("Changed", at(1, 12, 14), "PT2H"))


@step("calendar: delete")
def _():
    item = entry("To delete", at(1, 13, 9))
    old = (item.id, item.changekey)
    item.delete()
    (found,) = lab.anna.fetch([old])
    same(type(found), ErrorItemNotFound)


@step("calendar: an attachment")
def _():
    item = entry("With agenda", at(1, 14, 9), save=False)
    item.attach(FileAttachment(name="agenda.txt", content=b"1. Lunch"))
    same([one.content for one in fetch(item.save()).attachments], [b"1. Lunch"])


@step("calendar view: of a day")
def _():
    entry("Viewed", at(4, 5, 9))
    found = lab.anna.calendar.view(start=at(4, 5, 0), end=at(4, 6, 0))
    same([one.subject for one in found], ["Viewed"])


@step("calendar view: its borders")
def _():
    entry("Touches", at(4, 12, 7))  # ends exactly at the start of the view, which Exchange returns
    entry("At the end", at(4, 12, 10))
    found = lab.anna.calendar.view(start=at(4, 12, 8), end=at(4, 12, 10))
    same([one.subject for one in found], ["Touches"])


@step("calendar view: at most so many items")
def _():
    for hour in (9, 11, 13):
        entry(f"At {hour}", at(4, 19, hour))
    same(len(list(lab.anna.calendar.view(start=at(4, 19, 0), end=at(4, 20, 0), max_items=2))), 2)


@step("calendar view: only some fields, in an order")
def _():
    for hour in (11, 9):
        entry(f"Order {hour}", at(4, 26, hour))
    view = lab.anna.calendar.view(start=at(4, 26, 0), end=at(4, 27, 0)).only("subject", "start").order_by("start")
    same([one.subject for one in view], ["Order 9", "Order 11"])


@step("calendar: filter by start and end")
def _():
    entry("In range", at(5, 3, 9))
    found = lab.anna.calendar.filter(start__gte=at(5, 3, 0), end__lte=at(5, 4, 0))
    same([one.subject for one in found], ["In range"])


# Meetings


def meeting(subject, start, **more):
    item = entry(subject, start, save=False, **{"required_attendees": [BERT], **more})
    return item.save(send_meeting_invitations="SendToAllAndSaveCopy")


def request(subject):
    (found,) = [one for one in lab.bert.inbox.filter(subject=subject) if isinstance(one, MeetingRequest)]
    return found


@step("meetings: send invitations")
def _():
    item = fetch(meeting("Invited", at(6, 1, 9), optional_attendees=[CARLA]))
    same((item.is_meeting, item.meeting_request_was_sent), (True, True))
    same([one.mailbox.email_address for one in item.required_attendees], [BERT])
    same([one.mailbox.email_address for one in item.optional_attendees], [CARLA])
    found = request("Invited")
    same((found.start, found.end, found.organizer.email_address), (at(6, 1, 9), at(6, 1, 10), ME))


@step("meetings: the attendee's calendar has it")
def _():
    meeting("Tentative", at(6, 1, 11))
    (found,) = lab.bert.calendar.view(start=at(6, 1, 11), end=at(6, 1, 12))
    same((found.subject, found.my_response_type in ("Unknown", "NoResponseReceived")), ("Tentative", True))


def answer(name, response, organizer_sees):
    def run():
        item = meeting(name, at(6, 2, 9))
        getattr(request(name), response)(body="My answer")
        (mine,) = [one for one in lab.bert.calendar.filter(subject=name)] or [None]
        same(mine.my_response_type, organizer_sees)
        answers = [one for one in lab.anna.inbox.all() if isinstance(one, MeetingResponse) and name in one.subject]
        same(len(answers), 1)
        same([one.response_type for one in fetch(item).required_attendees], [organizer_sees])

    return run


add("meetings: accept", answer("To accept", "accept", "Accept"))
add("meetings: accept tentatively", answer("To accept perhaps", "tentatively_accept", "Tentative"))


@step("meetings: decline")
def _():
    item = meeting("To decline", at(6, 3, 9))
    request("To decline").decline(body="No time")
    same(list(lab.bert.calendar.filter(subject="To decline")), [])
    same([one.response_type for one in fetch(item).required_attendees], ["Decline"])


@step("meetings: accept without a response to the organiser")
def _():
    meeting("Silent", at(6, 3, 11))
    request("Silent").accept(message_disposition="SaveOnly", folder=lab.bert.drafts)
    same([one.my_response_type for one in lab.bert.calendar.filter(subject="Silent")], ["Accept"])


@step("meetings: update with invitations")
def _():
    item = meeting("To move", at(6, 4, 9))
    item.start, item.end = at(6, 4, 14), at(6, 4, 15)
    item.save(update_fields=["start", "end"], send_meeting_invitations="SendToAllAndSaveCopy")
    same([one.start for one in lab.bert.calendar.filter(subject="To move")], [at(6, 4, 14)])


@step("meetings: another attendee later")
def _():
    item = meeting("One more", at(6, 4, 16))
    item.required_attendees = [BERT, CARLA]
    item.save(update_fields=["required_attendees"], send_meeting_invitations="SendToChangedAndSaveCopy")
    same(lab.carla.inbox.filter(subject="One more").count(), 1)


@step("meetings: cancel")
def _():
    item = meeting("To cancel", at(6, 5, 9))
    item.cancel(new_body="Called off")
    found = [one for one in lab.bert.inbox.all() if isinstance(one, MeetingCancellation) and "To cancel" in one.subject]
    same(len(found), 1)
    same("Called off" in found[0].body, True)


@step("meetings: cancel again is refused")
def _():
    item = meeting("To cancel twice", at(6, 5, 11))
    item.cancel()
    refused(ErrorItemNotFound, item.cancel)


@step("meetings: delete with cancellations")
def _():
    item = meeting("To delete with word", at(6, 6, 9))
    item.delete(send_meeting_cancellations="SendToAllAndSaveCopy")
    same([one for one in lab.bert.inbox.all() if isinstance(one, MeetingCancellation) and "To delete" in one.subject] != [], True)


@step("meetings: conflicting and adjacent ones")
def _():
    entry("First", at(6, 7, 9))
    entry("Beside", at(6, 7, 10))
    found = fetch(entry("Over it", at(6, 7, 9)))
    same((found.conflicting_meeting_count, found.adjacent_meeting_count), (1, 1))


@step("meetings: the subject of a response")
def _():
    meeting("Subject", at(6, 8, 9))
    request("Subject").accept()
    same(len([one for one in lab.anna.inbox.all() if one.subject == "Accepted: Subject"]), 1)


# Recurring items


def series(subject, start, pattern, boundary=None, **more):
    boundary = boundary or NumberedPattern(start=start.date(), number=4)
    return entry(subject, start, recurrence=Recurrence(pattern=pattern, boundary=boundary), **more)


def days(subject, first, last):
    """The dates of the occurrences in a view."""
    found = lab.anna.calendar.view(start=first, end=last)
    return [(one.start.month, one.start.day) for one in sorted(found, key=lambda one: one.start) if one.subject == subject]


def pattern(name, start, what, expected, boundary=None, year=2033):
    def run():
        item = series(name, start, what, boundary)
        found = fetch(item)
        same((found.type, found.recurrence.pattern), ("RecurringMaster", what))
        same(days(name, at(1, 1, 0, year=year), at(12, 31, 0, year=year))[: len(expected)], expected)

    return run


def on(month, day, hour=9):
    return at(month, day, hour, year=2033)


for name, start, what, expected, boundary in (
    ("daily", on(1, 3), DailyPattern(interval=2), [(1, 3), (1, 5), (1, 7), (1, 9)], None),
    ("weekly", on(2, 7), WeeklyPattern(interval=1, weekdays=[MONDAY, WEDNESDAY]), [(2, 7), (2, 9), (2, 14), (2, 16)], None),
    ("monthly by day", on(1, 15, 11), AbsoluteMonthlyPattern(interval=1, day_of_month=15), [(1, 15), (2, 15), (3, 15), (4, 15)], None),
    ("monthly by day 31", on(1, 31, 13), AbsoluteMonthlyPattern(interval=1, day_of_month=31), [(1, 31), (2, 28), (3, 31), (4, 30)], None),
    ("monthly by weekday", on(1, 18, 14), RelativeMonthlyPattern(interval=1, weekday=TUESDAY, week_number=THIRD), [(1, 18), (2, 15), (3, 15), (4, 19)], None),
    ("monthly, last working day", on(1, 31, 15), RelativeMonthlyPattern(interval=1, weekday=WEEK_DAY, week_number=LAST), [(1, 31), (2, 28), (3, 31), (4, 29)], None),
    ("yearly by day", on(4, 1, 16), AbsoluteYearlyPattern(day_of_month=1, month=APRIL), [(4, 1)], None),
    ("yearly by weekday", on(4, 4, 17), RelativeYearlyPattern(weekday=MONDAY, week_number=FIRST, month=APRIL), [(4, 4)], None),
    ("until a date", on(5, 2), DailyPattern(interval=1), [(5, 2), (5, 3), (5, 4)], EndDatePattern(start=EWSDate(2033, 5, 2), end=EWSDate(2033, 5, 4))),
    ("without an end", on(12, 29), DailyPattern(interval=1), [(12, 29), (12, 30)], NoEndPattern(start=EWSDate(2033, 12, 29))),
):
    add(f"recurrence: {name}", pattern(f"Series {name}", start, what, expected, boundary))


def four(subject, month, **more):
    """Four days in a row from the first of a month of 2034."""
    return series(subject, at(month, 1, 9, year=2034), DailyPattern(interval=1), **more)


def seen(subject, month):
    return days(subject, at(month, 1, 0, year=2034), at(month, 28, 0, year=2034))


@step("recurrence: first and last occurrence")
def _():
    found = fetch(four("Ends", 1))
    same((found.first_occurrence.start, found.last_occurrence.start), (at(1, 1, 9, year=2034), at(1, 4, 9, year=2034)))
    same((found.modified_occurrences, found.deleted_occurrences), (None, None))


@step("recurrence: an occurrence by its index")
def _():
    one = four("By index", 2).occurrence(index=3)
    one.refresh()
    same((one.type, one.start, one.recurrence), ("Occurrence", at(2, 3, 9, year=2034), None))


@step("recurrence: the master of an occurrence")
def _():
    item = four("Master", 3)
    found = next(one for one in lab.anna.calendar.view(start=at(3, 2, 0, year=2034), end=at(3, 3, 0, year=2034)) if one.subject == "Master")
    master = found.recurring_master()
    master.refresh()
    same((master.id, master.type), (item.id, "RecurringMaster"))


@step("recurrence: change an occurrence")
def _():
    item = four("Exception", 4)
    one = item.occurrence(index=2)
    one.refresh()
    one.subject, one.start, one.end = "Exception moved", at(4, 2, 15, year=2034), at(4, 2, 16, year=2034)
    one.save(update_fields=["subject", "start", "end"])
    (changed,) = fetch(item).modified_occurrences
    same((changed.start, changed.original_start), (at(4, 2, 15, year=2034), at(4, 2, 9, year=2034)))
    one.refresh()
    same((one.type, one.subject), ("Exception", "Exception moved"))


@step("recurrence: change an occurrence through the list of modified ones")
def _():
    item = four("Exceptional", 5)
    one = item.occurrence(index=2)
    one.refresh()
    one.location = "Elsewhere"
    one.save(update_fields=["location"])
    (changed,) = fetch(item).modified_occurrences
    found = lab.anna.calendar.get(id=changed.id)
    same(found.location, "Elsewhere")


@step("recurrence: delete an occurrence")
def _():
    item = four("Deleted", 6)
    item.occurrence(index=3).delete()
    same(seen("Deleted", 6), [(6, 1), (6, 2), (6, 4)])
    same([one.start for one in fetch(item).deleted_occurrences], [at(6, 3, 9, year=2034)])


@step("recurrence: a deleted occurrence is gone")
def _():
    item = four("Gone", 7)
    item.occurrence(index=2).delete()
    error = refused(Exception, item.occurrence(index=2).refresh)
    same(type(error).__name__, "ErrorCalendarOccurrenceIsDeletedFromRecurrence")


@step("recurrence: an index out of range")
def _():
    error = refused(Exception, four("Out of range", 8).occurrence(index=9).refresh)
    same(type(error).__name__, "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange")


@step("recurrence: change the master")
def _():
    item = four("Changed master", 9)
    item.subject = "Changed"
    item.recurrence.boundary = NumberedPattern(start=EWSDate(2034, 9, 1), number=2)
    item.save(update_fields=["subject", "recurrence"])
    same(seen("Changed", 9), [(9, 1), (9, 2)])


@step("recurrence: delete the master")
def _():
    four("Deleted master", 10).delete()
    same(seen("Deleted master", 10), [])


@step("recurrence: from a single item to a series")
def _():
    item = entry("Single first", at(11, 1, 9, year=2034))
    item.recurrence = Recurrence(pattern=DailyPattern(interval=1), start=EWSDate(2034, 11, 1), number=3)
    item.save(update_fields=["recurrence"])
    same(seen("Single first", 11), [(11, 1), (11, 2), (11, 3)])


@step("recurrence: over the change to summer time")
def _():
    start = EWSDateTime(2035, 3, 24, 10, 0, tzinfo=BERLIN)
    boundary = NumberedPattern(start=EWSDate(2035, 3, 24), number=2)
    series("Summer time", start, DailyPattern(interval=1), boundary)
    found = lab.anna.calendar.view(start=at(3, 24, 0, year=2035), end=at(3, 26, 0, year=2035))
    same([one.start.astimezone(UTC).hour for one in found if one.subject == "Summer time"], [9, 8])


@step("recurrence: a series of whole days")
def _():
    day = EWSDate(2035, 5, 1)
    boundary = NumberedPattern(start=day, number=3)
    item = CalendarItem(account=lab.anna, folder=lab.anna.calendar, subject="Whole days", start=day, end=day, is_all_day=True)
    item.recurrence = Recurrence(pattern=DailyPattern(interval=1), boundary=boundary)
    item.save()
    found = lab.anna.calendar.view(start=at(5, 1, 0, year=2035), end=at(5, 20, 0, year=2035))
    same([one.start for one in found if one.subject == "Whole days"], [day, EWSDate(2035, 5, 2), EWSDate(2035, 5, 3)])


@step("recurrence: a meeting, seen by the attendee")
def _():
    item = four("Series of meetings", 12, save=False, required_attendees=[BERT])
    item.save(send_meeting_invitations="SendToAllAndSaveCopy")
    found = lab.bert.calendar.view(start=at(12, 1, 0, year=2034), end=at(12, 28, 0, year=2034))
    same(len([one for one in found if one.subject == "Series of meetings"]), 4)


@step("recurrence: cancel one meeting of a series")
def _():
    start = at(6, 1, 9, year=2035)
    item = series("Partly cancelled", start, DailyPattern(interval=1), save=False, required_attendees=[BERT])
    item.save(send_meeting_invitations="SendToAllAndSaveCopy")
    one = item.occurrence(index=2)
    one.refresh()
    one.cancel()
    found = lab.bert.calendar.view(start=at(6, 1, 0, year=2035), end=at(6, 20, 0, year=2035))
    same(len([each for each in found if each.subject == "Partly cancelled" and not each.is_cancelled]), 3)
