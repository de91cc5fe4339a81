"""DavMail in front of the deployment, used by clients of each of its protocols."""
import atexit
import datetime
import email.message
import email.policy
import html
import imaplib
import poplib
import re
import smtplib
import time

import caldav
import gateway
import ldap3
import requests
import vobject
from gateway import PASSWORD, PORTS, USER

import board
from board import add, refused, same, sent, step

UTC = vobject.icalendar.utc
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"  # one pixel, without transparency: DavMail turns it into JPEG
PROPERTIES = '<D:propfind xmlns:D="DAV:"><D:prop><D:displayname/><D:resourcetype/><D:getetag/></D:prop></D:propfind>'
running = {}


class Lab:
    """Connections that are made when first used."""

    def __getattr__(self, name):
        setattr(self, name, getattr(self, f"_{name}")())
        return getattr(self, name)

    def _imap(self):
        made = imaplib.IMAP4("127.0.0.1", PORTS["imap"])
        made.login(USER, PASSWORD)
        return made

    def _ldap(self):
        return directory(PASSWORD)

    def _calendar(self):
        client = caldav.DAVClient(gateway.address(f"/users/{USER}/"), username=USER, password=PASSWORD)
        return caldav.Calendar(client, gateway.address(f"/users/{USER}/calendar/"))


lab = Lab()


def directory(password):
    server = ldap3.Server("127.0.0.1", port=PORTS["ldap"], get_info=ldap3.NONE)
    return ldap3.Connection(server, USER, password, auto_bind=True, raise_exceptions=True, check_names=False)


@step("DavMail starts")
def _():
    running["davmail"] = gateway.start()
    atexit.register(running["davmail"].kill)


def ok(answer):
    same(answer[0], "OK")
    return answer[1]


def mail(subject, body="Text", to="bert@contoso.com"):
    made = email.message.EmailMessage()
    made["From"], made["To"], made["Subject"] = USER, to, subject
    made["Message-ID"] = f"<{subject.encode('ascii', 'ignore').decode().replace(' ', '.')}@contoso.com>"
    made.set_content(body)
    return made


def append(subject, folder="INBOX", **more):
    sent("APPEND")
    ok(lab.imap.append(folder, "", imaplib.Time2Internaldate(time.time()), mail(subject, **more).as_bytes()))
    ok(lab.imap.select(folder))
    (numbers,) = ok(lab.imap.uid("search", None, f'(SUBJECT "{subject}")'))
    return numbers.split()[-1]


@step("IMAP: sign in")
def _():
    same("IMAP4REV1" in {one.upper() for one in lab.imap.capabilities}, True)


@step("IMAP: a wrong password is refused")
def _():
    error = refused(imaplib.IMAP4.error, imaplib.IMAP4("127.0.0.1", PORTS["imap"]).login, USER, "wrong")
    same((type(error), "LOGIN failed" in str(error)), (imaplib.IMAP4.error, True))


@step("IMAP: list the folders")
def _():
    names = b" ".join(ok(lab.imap.list()))
    same((b"INBOX" in names, b"Sent" in names, b"Drafts" in names), (True, True, True))


@step("IMAP: select")
def _():
    same(int(ok(lab.imap.select("INBOX"))[0]) >= 0, True)


@step("IMAP: status")
def _():
    same(b"MESSAGES" in ok(lab.imap.status("INBOX", "(MESSAGES UNSEEN UIDNEXT UIDVALIDITY)"))[0], True)


@step("IMAP: append and fetch")
def _():
    uid = append("Appended")
    data = ok(lab.imap.uid("fetch", uid, "(RFC822)"))
    same(b"Subject: Appended" in data[0][1], True)


@step("IMAP: fetch the envelope, the flags and the size")
def _():
    uid = append("Envelope")
    data = str(ok(lab.imap.uid("fetch", uid, "(FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE)")))
    same(("Envelope" in data, "RFC822.SIZE" in data), (True, True))


@step("IMAP: fetch some headers only")
def _():
    uid = append("Headers")
    data = ok(lab.imap.uid("fetch", uid, "(BODY.PEEK[HEADER.FIELDS (SUBJECT FROM)])"))
    same(b"Headers" in data[0][1], True)


@step("IMAP: fetch a part")
def _():
    uid = append("Part", body="The part")
    data = ok(lab.imap.uid("fetch", uid, "(BODY.PEEK[TEXT])"))
    same(b"The part" in data[0][1], True)


def flag(name):
    def run():
        uid = append(f"Flag {name[1:]}")
        ok(lab.imap.uid("store", uid, "+FLAGS", f"({name})"))
        same(name.encode() in ok(lab.imap.uid("fetch", uid, "(FLAGS)"))[0], True)
        ok(lab.imap.uid("store", uid, "-FLAGS", f"({name})"))
        same(name.encode() in ok(lab.imap.uid("fetch", uid, "(FLAGS)"))[0], False)

    return run


for name in ("\\Seen", "\\Flagged", "\\Answered"):
    add(f"IMAP: flag {name[1:]}", flag(name))


@step("IMAP: flag Draft")
def _():
    # DavMail reads this flag with APPEND, and ignores it in STORE.
    sent("APPEND")
    ok(lab.imap.append("Drafts", "(\\Draft)", imaplib.Time2Internaldate(time.time()), mail("Flag Draft").as_bytes()))
    ok(lab.imap.select("Drafts"))
    (numbers,) = ok(lab.imap.uid("search", None, '(SUBJECT "Flag Draft")'))
    same(b"\\Draft" in ok(lab.imap.uid("fetch", numbers.split()[-1], "(FLAGS)"))[0], True)



def searched(name, *criteria):
    def run():
        uid = append(f"Search {name}", body=f"Needle {name}")
        (found,) = ok(lab.imap.uid("search", None, *(one.replace("NAME", name) for one in criteria)))
        same(uid in found.split(), True)

    return run


add("IMAP: search by subject", searched("subject", '(SUBJECT "Search NAME")'))
add("IMAP: search by text", searched("body", '(BODY "Needle NAME")'))
add("IMAP: search by sender", searched("sender", f'(FROM "{USER}")'))
# DavMail searches DisplayTo, in which Exchange has the names of the address book.
add("IMAP: search by recipient", searched("recipient", '(TO "Bert Brandt")'))
add("IMAP: search unseen", searched("unseen", "UNSEEN"))
add("IMAP: search by date", searched("date", f"(SINCE {datetime.date.today() - datetime.timedelta(days=2):%d-%b-%Y})"))
add("IMAP: search what is not deleted", searched("undeleted", "NOT", "DELETED"))
add("IMAP: search by one of two criteria", searched("either", "OR", '(SUBJECT "Search NAME")', '(SUBJECT "No such words")'))
add("IMAP: search by sender and subject", searched("both", "FROM", USER, "SUBJECT", '"Search NAME"'))
add("IMAP: search flagged", lambda: same(append("Not flagged") in ok(lab.imap.uid("search", None, "FLAGGED"))[0].split(), False))
add("IMAP: search by header", searched("header", '(HEADER Message-ID "<Search.NAME@contoso.com>")'))


@step("IMAP: create, rename and delete a folder")
def _():
    ok(lab.imap.create("ByImap"))
    ok(lab.imap.rename("ByImap", "Renamed"))
    same(b"Renamed" in b" ".join(ok(lab.imap.list())), True)
    ok(lab.imap.delete("Renamed"))
    same(b"Renamed" in b" ".join(ok(lab.imap.list())), False)


@step("IMAP: a folder in a folder, with the status of its messages")
def _():
    ok(lab.imap.create("Outer"))
    ok(lab.imap.create("Outer/Inner"))
    append("Nested", "Outer/Inner")
    same(b"MESSAGES 1" in ok(lab.imap.status("Outer/Inner", "(MESSAGES)"))[0], True)
    same(b"Outer/Inner" in b" ".join(ok(lab.imap.list("", "Outer/%"))), True)


@step("IMAP: list all folders with *, nested ones too")
def _():
    ok(lab.imap.create("Top"))
    ok(lab.imap.create("Top/Middle"))
    ok(lab.imap.create("Top/Middle/Lowest"))
    names = [line.decode().rsplit(' "/" ', 1)[-1].strip('"') for line in ok(lab.imap.list("", "*"))]
    same([name for name in names if name.startswith("Top")], ["Top", "Top/Middle", "Top/Middle/Lowest"])
    same([name in names for name in ("INBOX", "Drafts", "Sent")], [True] * 3)


@step("IMAP: append and fetch a message of 200,000 bytes")
def _():
    content = "\n".join(["0123456789" * 7] * 2_850)
    uid = append("Large by IMAP", body=content)
    read = email.message_from_bytes(ok(lab.imap.uid("fetch", uid, "(RFC822)"))[0][1], policy=email.policy.default)
    found = read.get_content().replace("\r\n", "\n").rstrip("\n")  # DavMail drops the last end of a line when it sends
    same((len(found), found == content), (len(content), True))


@step("IMAP: subscribe and list the subscriptions")
def _():
    ok(lab.imap.subscribe("INBOX"))
    same(b"INBOX" in b" ".join(ok(lab.imap.lsub())), True)


@step("IMAP: the flag of a forwarded message and a keyword")
def _():
    uid = append("Keywords")
    ok(lab.imap.uid("store", uid, "+FLAGS", "($Forwarded Blue)"))
    flags = ok(lab.imap.uid("fetch", uid, "(FLAGS)"))[0].lower()
    same((b"$forwarded" in flags, b"blue" in flags), (True, True))


@step("IMAP: append with flags")
def _():
    sent("APPEND")
    ok(lab.imap.append("INBOX", "(\\Seen \\Flagged)", imaplib.Time2Internaldate(time.time()), mail("With flags").as_bytes()))
    ok(lab.imap.select("INBOX"))
    (uid,) = ok(lab.imap.uid("search", None, '(SUBJECT "With flags")'))
    flags = ok(lab.imap.uid("fetch", uid, "(FLAGS)"))[0]
    same((b"\\Seen" in flags, b"\\Flagged" in flags), (True, True))


@step("IMAP: a message keeps its identifier, and the next one has a greater one")
def _():
    first, second = append("First identifier"), append("Second identifier")
    ok(lab.imap.select("INBOX"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "First identifier")'))[0], first)
    same(int(second) > int(first), True)


@step("IMAP: the drafts, the junk and the deleted messages have their own folders")
def _():
    listed = b" ".join(ok(lab.imap.list()))
    same([name in listed for name in (b"Drafts", b"Junk", b"Trash")], [True, True, True])


@step("IMAP: copy")
def _():
    uid = append("Copied")
    ok(lab.imap.uid("copy", uid, "Drafts"))
    ok(lab.imap.select("Drafts"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Copied")'))[0] != b"", True)


@step("IMAP: move")
def _():
    uid = append("Moved")
    ok(lab.imap.uid("move", uid, "Drafts"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Moved")'))[0], b"")


@step("IMAP: delete and expunge")
def _():
    uid = append("Expunged")
    ok(lab.imap.uid("store", uid, "+FLAGS", "(\\Deleted)"))
    ok(lab.imap.expunge())
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Expunged")'))[0], b"")


@step("IMAP: an attachment and an umlaut")
def _():
    made = mail("Umlaut ä", body="Grüße")
    made.add_attachment(b"Content", maintype="application", subtype="octet-stream", filename="a.bin")
    ok(lab.imap.append("INBOX", "", imaplib.Time2Internaldate(time.time()), made.as_bytes()))
    ok(lab.imap.select("INBOX"))
    (numbers,) = ok(lab.imap.uid("search", None, "ALL"))
    data = ok(lab.imap.uid("fetch", numbers.split()[-1], "(RFC822)"))[0][1]
    read = email.message_from_bytes(data, policy=email.policy.default)
    same((read["Subject"], [one.get_filename() for one in read.iter_attachments()]), ("Umlaut ä", ["a.bin"]))


@step("IMAP: idle")
def _():
    lab.imap.send(b"X1 IDLE\r\n")
    same(lab.imap.readline()[:1], b"+")
    lab.imap.send(b"DONE\r\n")
    same(b"OK" in lab.imap.readline(), True)


def smtp():
    made = smtplib.SMTP("127.0.0.1", PORTS["smtp"])
    made.login(USER, PASSWORD)
    return made


@step("SMTP: send")
def _():
    with smtp() as server:
        server.send_message(mail("Sent by SMTP", to=USER))
    ok(lab.imap.select("INBOX"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Sent by SMTP")'))[0] != b"", True)


@step("SMTP: a copy is in the sent items")
def _():
    with smtp() as server:
        server.send_message(mail("Copy of SMTP"))
    ok(lab.imap.select("Sent"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Copy of SMTP")'))[0] != b"", True)


@step("SMTP: a copy without the recipient's name in it")
def _():
    with smtp() as server:
        server.sendmail(USER, [USER, "bert@contoso.com"], mail("Blind", to="bert@contoso.com").as_bytes())
    ok(lab.imap.select("INBOX"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Blind")'))[0] != b"", True)


@step("SMTP: an attachment and an alternative in HTML")
def _():
    made = mail("Parts of SMTP", to=USER)
    made.add_alternative("<b>Text</b>", subtype="html")
    made.add_attachment(b"Content", maintype="application", subtype="pdf", filename="a.pdf")
    with smtp() as server:
        server.send_message(made)
    ok(lab.imap.select("INBOX"))
    (uid,) = ok(lab.imap.uid("search", None, '(SUBJECT "Parts of SMTP")'))
    read = email.message_from_bytes(ok(lab.imap.uid("fetch", uid, "(RFC822)"))[0][1], policy=email.policy.default)
    same([one.get_content() for one in read.iter_attachments()], [b"Content"])
    same("<b>Text</b>" in read.get_body(("html",)).get_content(), True)


@step("SMTP: a message of 200,000 bytes")
def _():
    content = "\n".join(["0123456789" * 7] * 2_850)
    with smtp() as server:
        server.send_message(mail("Large by SMTP", body=content, to=USER))
    ok(lab.imap.select("INBOX"))
    (uid,) = ok(lab.imap.uid("search", None, '(SUBJECT "Large by SMTP")'))
    read = email.message_from_bytes(ok(lab.imap.uid("fetch", uid, "(RFC822)"))[0][1], policy=email.policy.default)
    found = read.get_content().replace("\r\n", "\n").rstrip("\n")  # DavMail drops the last end of a line when it sends
    same((len(found), found == content), (len(content), True))


@step("SMTP: a wrong password is refused")
def _():
    same(refused(smtplib.SMTPAuthenticationError, smtplib.SMTP("127.0.0.1", PORTS["smtp"]).login, USER, "wrong").smtp_code, 535)


@step("POP: list and read")
def _():
    append("By POP")
    box = poplib.POP3("127.0.0.1", PORTS["pop"])
    box.user(USER)
    box.pass_(PASSWORD)
    same(box.stat()[0] > 0, True)
    number = len(box.list()[1])
    same(any(b"Subject" in line for line in box.retr(number)[1]), True)
    same(len(box.uidl()[1]), number)
    box.quit()


def pop():
    box = poplib.POP3("127.0.0.1", PORTS["pop"])
    box.user(USER)
    box.pass_(PASSWORD)
    return box


@step("POP: the beginning of a message")
def _():
    append("Top by POP", body="one\ntwo\nthree")
    box = pop()
    lines = box.top(len(box.list()[1]), 1)[1]
    same((b"Subject: Top by POP" in lines, b"three" in lines), (True, False))
    box.quit()


@step("POP: delete")
def _():
    append("Deleted by POP")
    box = pop()
    box.dele(len(box.list()[1]))
    box.quit()
    ok(lab.imap.select("INBOX"))
    same(ok(lab.imap.uid("search", None, '(SUBJECT "Deleted by POP")'))[0], b"")


@step("POP: a wrong password is refused")
def _():
    box = poplib.POP3("127.0.0.1", PORTS["pop"])
    box.user(USER)
    same("Authentication failed" in str(refused(poplib.error_proto, box.pass_, "wrong")), True)


def event(subject, start, hours=1, **more):
    made = vobject.iCalendar()
    one = made.add("vevent")
    one.add("summary").value = subject
    one.add("dtstart").value = start
    one.add("dtend").value = start + datetime.timedelta(hours=hours)
    one.add("uid").value = more.pop("uid", f"{subject.replace(' ', '-')}@board")
    one.add("dtstamp").value = datetime.datetime.now(UTC)
    for name, value in more.items():
        one.add(name).value = value
    return made.serialize()


def at(month, day, hour):
    return datetime.datetime(2036, month, day, hour, tzinfo=UTC)


def saved(subject, *arguments, **more):
    sent("PUT")
    return lab.calendar.save_event(event(subject, *arguments, **more))


def summaries(month, day):
    sent("REPORT")
    found = lab.calendar.search(start=at(month, day, 0), end=at(month, day, 23), event=True)
    return [one.vobject_instance.vevent.summary.value for one in found]


@step("CalDAV: the calendars of a person")
def _():
    # DavMail writes the collections inside of the response for the person, where the library does not look for them.
    home = propfind(f"/principals/users/{USER}/", "0", "<C:calendar-home-set/>")
    same(f"/users/{USER}" in home.text, True)
    found = re.findall("<D:href>([^<]*)</D:href>(?:(?!</D:response>).)*<C:calendar/>", propfind(f"/users/{USER}/", "1", "<D:resourcetype/>").text)
    same([place.rsplit("/", 2)[-2] for place in found if place.endswith("/calendar/")], ["calendar"])


def propfind(path, depth, properties):
    text = f'<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>{properties}</D:prop></D:propfind>'
    answer = requests.request("PROPFIND", gateway.address(path), auth=(USER, PASSWORD), headers={"Depth": depth}, data=text, timeout=20)
    same(answer.status_code, 207)
    return answer


@step("CalDAV: the properties of the calendar")
def _():
    answer = requests.request("PROPFIND", gateway.address(f"/users/{USER}/calendar/"), auth=(USER, PASSWORD), headers={"Depth": "0"}, data=PROPERTIES, timeout=20)
    same((answer.status_code, "calendar" in answer.text), (207, True))


@step("CalDAV: create and read an event")
def _():
    saved("Created", at(1, 7, 9), location="Room")
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Created"]
    same((found.vobject_instance.vevent.dtstart.value, found.vobject_instance.vevent.location.value), (at(1, 7, 9), "Room"))


@step("CalDAV: an event in a time zone")
def _():
    import zoneinfo

    start = datetime.datetime(2036, 1, 8, 10, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    saved("Zoned", start)
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Zoned"]
    same(found.vobject_instance.vevent.dtstart.value.astimezone(UTC), at(1, 8, 15))


@step("CalDAV: a whole day")
def _():
    made = vobject.iCalendar()
    one = made.add("vevent")
    one.add("summary").value = "Whole day"
    one.add("dtstart").value = datetime.date(2036, 1, 9)
    one.add("dtend").value = datetime.date(2036, 1, 10)
    one.add("uid").value = "whole-day@board"
    lab.calendar.save_event(made.serialize())
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Whole day"]
    same(found.vobject_instance.vevent.dtstart.value, datetime.date(2036, 1, 9))


@step("CalDAV: search a day")
def _():
    saved("Searched", at(2, 4, 9))
    same(summaries(2, 4), ["Searched"])


@step("CalDAV: change an event")
def _():
    one = saved("To change", at(2, 5, 9))
    changed = one.data.replace("SUMMARY:To change", "SUMMARY:Changed")
    # The library takes 201 and 204 only, DavMail answers 200.
    answer = requests.put(str(one.url), data=changed, auth=(USER, PASSWORD), timeout=20)
    same(answer.status_code in (200, 201, 204), True)
    same(summaries(2, 5), ["Changed"])


@step("CalDAV: delete an event")
def _():
    saved("To delete", at(2, 6, 9)).delete()
    same(summaries(2, 6), [])


@step("CalDAV: description, category, alarm and class")
def _():
    text = event("Full", at(2, 7, 9), description="The agenda", categories=["Red"]).replace(
        "END:VEVENT", "CLASS:PRIVATE\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT"
    )
    lab.calendar.save_event(text)
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Full"]
    same(("The agenda" in found.data, "PRIVATE" in found.data, "VALARM" in found.data), (True, True, True))


def series(name, month, rule, expected):
    def run():
        saved(f"Series {name}", at(month, 3, 9), rrule=rule)
        found = lab.calendar.search(start=at(month, 1, 0), end=at(month, 28, 0), event=True, expand=True)
        days = sorted(one.vobject_instance.vevent.dtstart.value.day for one in found if f"Series {name}" in one.data)
        same(days, expected)

    return run


add("CalDAV: a daily series", series("daily", 3, "FREQ=DAILY;COUNT=3", [3, 4, 5]))
add("CalDAV: a weekly series", series("weekly", 4, "FREQ=WEEKLY;COUNT=3", [3, 10, 17]))
add("CalDAV: a monthly series", series("monthly", 5, "FREQ=MONTHLY;COUNT=2", [3]))


@step("CalDAV: a series with an exception")
def _():
    saved("Excepted", at(6, 2, 9), rrule="FREQ=DAILY;COUNT=3", exdate=[at(6, 3, 9)])
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Excepted"]
    same(("RRULE" in found.data, "EXDATE" in found.data), (True, True))


@step("CalDAV: a meeting with an attendee")
def _():
    text = event("Meeting", at(7, 2, 9)).replace(
        "END:VEVENT", f"ORGANIZER:mailto:{USER}\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bert@contoso.com\r\nEND:VEVENT"
    )
    lab.calendar.save_event(text)
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Meeting"]
    same("bert@contoso.com" in found.data, True)


@step("CalDAV: an invitation and its acceptance")
def _():
    text = event("Accepted", at(7, 3, 9), uid="accepted@board").replace(
        "END:VEVENT", f"ORGANIZER:mailto:{USER}\r\nATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bert@contoso.com\r\nEND:VEVENT"
    )
    lab.calendar.save_event(text)
    bert = ("bert@contoso.com", PASSWORD)
    place = gateway.address("/users/bert@contoso.com/calendar/")
    answer = requests.request("REPORT", place, auth=bert, headers={"Depth": "1"}, data=QUERY, timeout=20).text
    path, invited = next((path, text) for path, text in calendar_data(answer) if "SUMMARY:Accepted" in text)
    same("PARTSTAT=NEEDS-ACTION" in invited.replace("\n ", ""), True)
    accepted = invited.replace("\n ", "").replace("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED")
    same(requests.put(gateway.address(path), data=accepted.encode(), auth=bert, timeout=20).status_code in (200, 201, 204), True)
    (found,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Accepted"]
    same("PARTSTAT=ACCEPTED" in found.data.replace("\r\n ", "").replace("\n ", ""), True)


QUERY = (
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop>'
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>'
)


def calendar_data(answer):
    for response in answer.split("<D:response>")[1:]:
        path = re.search("<D:href>([^<]*)</D:href>", response)[1]
        data = re.search("<C:calendar-data[^>]*>(.*?)</C:calendar-data>", response, re.DOTALL)
        yield path, html.unescape(data[1] if data else "").replace("\r", "")


@step("CalDAV: the calendar of another person who shares it")
def _():
    start = at(7, 7, 9)
    text = event("Of Carla", start)
    carla = caldav.DAVClient(gateway.address("/users/carla@contoso.com/"), username="carla@contoso.com", password=PASSWORD)
    caldav.Calendar(carla, gateway.address("/users/carla@contoso.com/calendar/")).save_event(text)
    sent("REPORT")
    answer = requests.request("REPORT", gateway.address("/users/carla@contoso.com/calendar/"), auth=(USER, PASSWORD), headers={"Depth": "1"}, data=QUERY, timeout=20)
    same((answer.status_code, "SUMMARY:Of Carla" in answer.text), (207, True))


@step("CalDAV: several events by their addresses")
def _():
    one = saved("Fetched", at(7, 8, 9))
    path = str(one.url.path)
    query = f'<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>{path}</D:href></C:calendar-multiget>'
    answer = requests.request("REPORT", gateway.address(f"/users/{USER}/calendar/"), auth=(USER, PASSWORD), headers={"Depth": "1"}, data=query, timeout=20)
    same(["SUMMARY:Fetched" in text for _, text in calendar_data(answer.text)], [True])


def ctag():
    answer = requests.request(
        "PROPFIND", gateway.address(f"/users/{USER}/calendar/"), auth=(USER, PASSWORD), headers={"Depth": "0"}, timeout=20,
        data='<D:propfind xmlns:D="DAV:" xmlns:CS="http://calendarserver.org/ns/"><D:prop><CS:getctag/></D:prop></D:propfind>',
    )
    return re.search("getctag[^>]*>([^<]+)<", answer.text)[1]


@step("CalDAV: the tag of the calendar changes with its events")
def _():
    before = ctag()
    same(ctag(), before)
    saved("Tagged", at(7, 9, 9))
    same(ctag() == before, False)


add("CalDAV: a yearly series", series("yearly", 8, "FREQ=YEARLY;COUNT=2", [3]))
add("CalDAV: a series on two days of the week", series("of days", 9, "FREQ=WEEKLY;COUNT=4;BYDAY=MO,WE", [3, 8, 10, 15]))


@step("CalDAV: a series with one changed date")
def _():
    saved("Moved once", at(10, 6, 9), rrule="FREQ=DAILY;COUNT=3", uid="moved-once@board")
    (one,) = [one for one in lab.calendar.events() if one.vobject_instance.vevent.summary.value == "Moved once"]
    other = event("Moved once", at(10, 7, 14), uid="moved-once@board").split("BEGIN:VEVENT")[1].split("END:VCALENDAR")[0]
    other = other.replace("END:VEVENT", "RECURRENCE-ID:20361007T090000Z\r\nEND:VEVENT")
    answer = requests.put(str(one.url), data=one.data.replace("END:VCALENDAR", f"BEGIN:VEVENT{other}END:VCALENDAR"), auth=(USER, PASSWORD), timeout=20)
    same(answer.status_code in (200, 201, 204), True)
    again = requests.get(str(one.url), auth=(USER, PASSWORD), timeout=20).text
    same(("RECURRENCE-ID" in again, again.count("BEGIN:VEVENT")), (True, 2))


@step("CalDAV: a wrong password is refused")
def _():
    same(requests.request("PROPFIND", gateway.address(f"/users/{USER}/calendar/"), auth=(USER, "wrong"), headers={"Depth": "0"}, timeout=20).status_code, 401)


@step("CalDAV: a task")
def _():
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:board\r\nBEGIN:VTODO\r\nUID:todo@board\r\nSUMMARY:To do\r\nDUE;VALUE=DATE:20360109\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    place = gateway.address(f"/users/{USER}/calendar/todo@board.ics")  # the calendar is the collection of tasks as well
    answer = requests.put(place, data=text, auth=(USER, PASSWORD), timeout=20)
    same(answer.status_code in (200, 201, 204), True)
    same("To do" in requests.get(place, auth=(USER, PASSWORD), timeout=20).text, True)


@step("CalDAV: free/busy of another person")
def _():
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:board\r\nMETHOD:REQUEST\r\nBEGIN:VFREEBUSY\r\nUID:fb@board\r\n"
        f"ORGANIZER:mailto:{USER}\r\nATTENDEE:mailto:bert@contoso.com\r\nDTSTART:20360101T000000Z\r\nDTEND:20360102T000000Z\r\n"
        "END:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    )
    headers = {"Content-Type": "text/calendar", "Originator": f"mailto:{USER}", "Recipient": "mailto:bert@contoso.com"}
    answer = requests.post(gateway.address(f"/users/{USER}/outbox"), data=text, headers=headers, auth=(USER, PASSWORD), timeout=20)
    same((answer.status_code, "VFREEBUSY" in answer.text), (200, True))


def card(name, **more):
    made = vobject.vCard()
    made.add("n").value = vobject.vcard.Name(family=name, given="Connie")
    made.add("fn").value = f"Connie {name}"
    made.add("uid").value = f"{name}@board"
    for key, value in more.items():
        made.add(key).value = value
    return made.serialize()


def put_card(name, text):
    answer = requests.put(gateway.address(f"/users/{USER}/contacts/{name}.vcf"), data=text.encode(), auth=(USER, PASSWORD), timeout=20)
    same(answer.status_code in (200, 201, 204), True)


def get_card(name):
    answer = requests.get(gateway.address(f"/users/{USER}/contacts/{name}.vcf"), auth=(USER, PASSWORD), timeout=20)
    same(answer.status_code, 200)
    return vobject.readOne(answer.text)


@step("CardDAV: create and read a contact")
def _():
    put_card("Created", card("Created", email="connie@fabrikam.com", tel="+49 30 1", org=["Fabrikam"], title="Chief"))
    found = get_card("Created")
    same((found.fn.value, found.email.value, found.org.value[0]), ("Connie Created", "connie@fabrikam.com", "Fabrikam"))


@step("CardDAV: an address, a birthday and a note")
def _():
    address = vobject.vcard.Address(street="Main 1", city="Berlin", code="10117", country="Germany")
    put_card("Addressed", card("Addressed", adr=address, bday="1980-05-17", note="A note"))
    found = get_card("Addressed")
    same((found.adr.value.city, found.note.value.strip(), found.bday.value[:10]), ("Berlin", "A note", "1980-05-17"))


@step("CardDAV: change a contact")
def _():
    put_card("Changed", card("Changed", title="Before"))
    put_card("Changed", card("Changed", title="After"))
    same(get_card("Changed").title.value, "After")


@step("CardDAV: list the contacts")
def _():
    put_card("Listed", card("Listed"))
    answer = requests.request("PROPFIND", gateway.address(f"/users/{USER}/contacts/"), auth=(USER, PASSWORD), headers={"Depth": "1"}, data=PROPERTIES, timeout=20)
    same((answer.status_code, "vcf" in answer.text), (207, True))


@step("CardDAV: delete a contact")
def _():
    put_card("Deleted", card("Deleted"))
    same(requests.delete(gateway.address(f"/users/{USER}/contacts/Deleted.vcf"), auth=(USER, PASSWORD), timeout=20).status_code in (200, 204), True)
    same(requests.get(gateway.address(f"/users/{USER}/contacts/Deleted.vcf"), auth=(USER, PASSWORD), timeout=20).status_code, 404)


@step("CardDAV: the picture of a contact")
def _():
    text = card("Pictured").replace("END:VCARD", f"PHOTO;TYPE=PNG;ENCODING=b:{PICTURE}\r\nEND:VCARD")
    put_card("Pictured", text)
    same(get_card("Pictured").photo.value is not None, True)


@step("CardDAV: several contacts by their addresses")
def _():
    put_card("Several", card("Several"))
    path = f"/users/{USER}/contacts/Several.vcf"
    query = f'<C:addressbook-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:prop><D:getetag/><C:address-data/></D:prop><D:href>{path}</D:href></C:addressbook-multiget>'
    answer = requests.request("REPORT", gateway.address(f"/users/{USER}/contacts/"), auth=(USER, PASSWORD), headers={"Depth": "1"}, data=query, timeout=20)
    same((answer.status_code, "FN:Connie Several" in answer.text), (207, True))


@step("CardDAV: the address book of a person")
def _():
    home = propfind(f"/principals/users/{USER}/", "0", '<A:addressbook-home-set xmlns:A="urn:ietf:params:xml:ns:carddav"/>')
    same(f"/users/{USER}/contacts" in home.text, True)


@step("CardDAV: telephone numbers, addresses of mail and a nickname")
def _():
    text = card("Numbers").replace(
        "END:VCARD", "TEL;TYPE=cell:+49 170 1\r\nTEL;TYPE=home:+49 30 2\r\nEMAIL;TYPE=work:a@fabrikam.com\r\nEMAIL;TYPE=home:b@fabrikam.com\r\nNICKNAME:Conny\r\nEND:VCARD"
    )
    put_card("Numbers", text)
    found = get_card("Numbers")
    same(sorted(one.value for one in found.contents["tel"]), ["+49 170 1", "+49 30 2"])
    same((sorted(one.value for one in found.contents["email"]), found.nickname.value), (["a@fabrikam.com", "b@fabrikam.com"], "Conny"))


def found_in(base, condition, *attributes):
    sent("SEARCH")
    lab.ldap.search(base, condition, search_scope=ldap3.LEVEL, attributes=list(attributes) or ldap3.ALL_ATTRIBUTES)
    return [{name.lower(): value for name, value in one["attributes"].items()} for one in lab.ldap.response if one["type"] == "searchResEntry"]


def value(entry, name):
    one = entry.get(name, "")
    return one[0] if isinstance(one, list) and one else one


@step("LDAP: sign in")
def _():
    same(lab.ldap.bound, True)


@step("LDAP: a wrong password is refused")
def _():
    same(refused(ldap3.core.exceptions.LDAPInvalidCredentialsResult, directory, "wrong").result, 49)


@step("LDAP: the bases of the directory")
def _():
    lab.ldap.search("", "(objectClass=*)", search_scope=ldap3.BASE, attributes=["namingContexts"])
    same("ou=people" in str(lab.ldap.response).lower(), True)


@step("LDAP: a person of the address book by the beginning of the name")
def _():
    same([value(one, "mail") for one in found_in("ou=people", "(cn=Bert*)", "cn", "mail")], ["bert@contoso.com"])


@step("LDAP: a person by the address of mail")
def _():
    same([value(one, "cn") for one in found_in("ou=people", "(mail=carla*)", "cn", "mail")], ["Carla Conti"])


@step("LDAP: a person by the identifier")
def _():
    (found,) = found_in("ou=people", "(cn=Bert*)", "uid", "mail")
    same([value(one, "mail") for one in found_in("ou=people", f"(uid={value(found, 'uid')})", "uid", "mail")], ["bert@contoso.com"])


@step("LDAP: the names of a person")
def _():
    (found,) = found_in("ou=people", "(cn=Bert*)")
    same((value(found, "givenname"), value(found, "sn")), ("Bert", "Brandt"))


@step("LDAP: one of several conditions, as mail programs complete an address")
def _():
    found = found_in("ou=people", "(|(mail=bert*)(|(cn=bert*)(|(sn=bert*)(givenName=bert*))))", "cn", "mail")
    same([value(one, "mail") for one in found], ["bert@contoso.com"])


@step("LDAP: a personal contact")
def _():
    put_card("Directory", card("Directory", email="directory@fabrikam.com", tel="+49 30 9"))
    same([value(one, "mail") for one in found_in("ou=people", "(sn=Directory*)", "cn", "mail")], ["directory@fabrikam.com"])


@step("LDAP: nobody")
def _():
    same(found_in("ou=people", "(cn=Nobody*)", "cn"), [])


board.run(f"{gateway.version()}, caldav {caldav.__version__}")
