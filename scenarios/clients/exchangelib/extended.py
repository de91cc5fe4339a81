"""Extended properties."""
from decimal import Decimal

from exchangelib import CalendarItem, Contact, EWSDateTime, ExtendedProperty, Folder, Message
from exchangelib.indexed_properties import PhoneNumber
from exchangelib.properties import UID

from board import add, same, step
from lab import UTC, lab

SET = "c11ff724-aa03-4555-9952-8fa248a11c3e"


def made(kind, **members):
    return type(f"Property{len(made.all)}", (ExtendedProperty,), {"property_type": kind, **members})


made.all = []


def round_trip(item_class, folder, kind, value, **members):
    """Registers the property, writes it with a new item, reads it, finds the item by it, and removes the property."""

    def run():
        member = f"extra{len(made.all)}"
        made.all.append(member)
        item_class.register(member, made(kind, **members))
        try:
            names = {"given_name": "Ext", "display_name": "Ext"} if item_class is Contact else {"subject": f"Extended {member}"}
            place = getattr(lab.dora, folder)
            item = item_class(account=lab.dora, folder=place, **names, **{member: value}).save()
            (found,) = lab.dora.fetch([(item.id, item.changekey)])
            if isinstance(found, Exception):
                raise found
            same(getattr(found, member), value)
            if not isinstance(value, list) and kind not in ("Binary", "Boolean", "SystemTime"):
                same(item.id in place.filter(**{member: value}).values_list("id", flat=True), True)
        finally:
            item_class.deregister(member)

    return run


MOMENT = EWSDateTime(2032, 1, 5, 9, 0, tzinfo=UTC)
for kind, value in (
    ("String", "text"),
    ("Integer", 42),
    ("Long", 2**40),
    ("Short", 7),
    ("Boolean", True),
    ("Double", Decimal("1.5")),
    ("Float", Decimal("2.5")),
    ("Currency", 3),
    ("Binary", b"\x00\x01\xff"),
    ("SystemTime", MOMENT),
    ("CLSID", "c11ff724-aa03-4555-9952-8fa248a11c3f"),
    ("StringArray", ["one", "two"]),
    ("IntegerArray", [1, 2]),
    ("BinaryArray", [b"a", b"b"]),
    ("SystemTimeArray", [MOMENT]),
):
    add(f"extended property: {kind} by set and name", round_trip(Message, "inbox", kind, value, property_set_id=SET, property_name=f"Lab{kind}"))

for name, item_class, folder, kind, value, members in (
    ("by set and id", Message, "inbox", "String", "by id", {"property_set_id": SET, "property_id": 0x8123}),
    ("public strings", Message, "inbox", "String", "public", {"distinguished_property_set_id": "PublicStrings", "property_name": "LabPublic"}),
    ("internet header", Message, "inbox", "String", "header", {"distinguished_property_set_id": "InternetHeaders", "property_name": "X-Lab"}),
    ("common set", Message, "inbox", "String", "billing", {"distinguished_property_set_id": "Common", "property_id": 0x8535}),
    ("by tag in hexadecimal", Message, "inbox", "Integer", 0, {"property_tag": "0x1080"}),
    ("by tag as a number", Message, "inbox", "Integer", 0, {"property_tag": 0x1090}),
    ("of a contact", Contact, "contacts", "String", "mine", {"distinguished_property_set_id": "PublicStrings", "property_name": "LabContact"}),
):
    add(f"extended property: {name}", round_trip(item_class, folder, kind, value, **members))


def registered(item_class, **members):
    kind = type("Registered", (ExtendedProperty,), members)
    item_class.register("registered", kind)
    return kind


@step("extended property: of a calendar item")
def _():
    registered(CalendarItem, distinguished_property_set_id="PublicStrings", property_name="LabMeeting", property_type="String")
    try:
        item = CalendarItem(account=lab.dora, folder=lab.dora.calendar, subject="x", start=MOMENT, end=MOMENT.replace(hour=10), registered="y")
        item.save()
        (found,) = lab.dora.fetch([(item.id, item.changekey)])
        same(found.registered, "y")
    finally:
        CalendarItem.deregister("registered")


@step("extended property: update and delete")
def _():
    registered(Message, property_set_id=SET, property_name="LabChanged", property_type="String")
    try:
        item = Message(account=lab.dora, folder=lab.dora.inbox, subject="Changed", registered="one").save()
        item.registered = "two"
        item.save(update_fields=["registered"])
        (found,) = lab.dora.fetch([(item.id, item.changekey)])
        same(found.registered, "two")
        item.registered = None
        item.save(update_fields=["registered"])
        (found,) = lab.dora.fetch([(item.id, item.changekey)])
        same(found.registered, None)
    finally:
        Message.deregister("registered")


@step("extended property: order by it")
def _():
    registered(Message, property_set_id=SET, property_name="LabOrder", property_type="Integer")
    try:
        folder = Folder(parent=lab.dora.inbox, name="Ordered").save()
        for number in (3, 1, 2):
            Message(account=lab.dora, folder=folder, subject=str(number), registered=number).save()
        same([one.subject for one in folder.all().order_by("registered")], ["1", "2", "3"])
    finally:
        Message.deregister("registered")


@step("extended property: filter by range and existence")
def _():
    registered(Message, property_set_id=SET, property_name="LabRange", property_type="Integer")
    try:
        folder = Folder(parent=lab.dora.inbox, name="Ranged").save()
        folder.bulk_create([Message(subject="none"), Message(subject="1", registered=1), Message(subject="5", registered=5)])
        same([one.subject for one in folder.filter(registered__gt=2)], ["5"])
        same(sorted(one.subject for one in folder.filter(registered__exists=True)), ["1", "5"])
    finally:
        Message.deregister("registered")


@step("extended property: of a folder")
def _():
    Folder.register("registered", type("OfFolder", (ExtendedProperty,), {"property_tag": 0x3004, "property_type": "String"}))
    try:
        folder = Folder(parent=lab.dora.inbox, name="Commented", registered="A comment").save()
        lab.dora.root.clear_cache()  # it has the folder that was saved, and the library reads one of mail as Messages
        found = lab.dora.inbox / "Commented"
        same((found.id, found.registered), (folder.id, "A comment"))
    finally:
        Folder.deregister("registered")


def tag(name, item_class, folder, number, kind, fields, expected):
    """A field that is written by its name is read by its MAPI tag."""

    def run():
        registered(item_class, property_tag=number, property_type=kind)
        try:
            item = item_class(account=lab.dora, folder=getattr(lab.dora, folder), **fields).save()
            (found,) = lab.dora.fetch([(item.id, item.changekey)])
            same(found.registered, expected)
        finally:
            item_class.deregister("registered")

    return run


add("MAPI tag: subject", tag("subject", Message, "inbox", 0x0037, "String", {"subject": "Same value"}, "Same value"))
add("MAPI tag: importance", tag("importance", Message, "inbox", 0x0017, "Integer", {"subject": "x", "importance": "High"}, 2))
add("MAPI tag: message class", tag("class", Message, "inbox", 0x001A, "String", {"subject": "x"}, "IPM.Note"))
add("MAPI tag: company of a contact", tag("company", Contact, "contacts", 0x3A16, "String", {"display_name": "T", "company_name": "Inc"}, "Inc"))
add(
    "MAPI tag: mobile number of a contact",
    tag("mobile", Contact, "contacts", 0x3A1C, "String", {"display_name": "T", "phone_numbers": [PhoneNumber(label="MobilePhone", phone_number="1")]}, "1"),
)


@step("MAPI tag: written by the tag, read by the field")
def _():
    registered(Contact, property_tag=0x3A17, property_type="String")
    try:
        item = Contact(account=lab.dora, folder=lab.dora.contacts, display_name="By tag", registered="Chief").save()
        (found,) = lab.dora.fetch([(item.id, item.changekey)])
        same(found.job_title, "Chief")
    finally:
        Contact.deregister("registered")


@step("extended property: flag of a message")
def _():
    registered(Message, property_tag=0x1090, property_type="Integer")
    try:
        item = Message(account=lab.dora, folder=lab.dora.inbox, subject="Flagged", registered=2).save()
        (found,) = lab.dora.inbox.filter(registered=2)
        same(found.id, item.id)
    finally:
        Message.deregister("registered")


@step("extended property: the global id of a meeting by its UID")
def _():
    kind = type("GlobalObjectId", (ExtendedProperty,), {"distinguished_property_set_id": "Meeting", "property_id": 3, "property_type": "Binary"})
    CalendarItem.register("global_object_id", kind)
    try:
        # The library packs a UID that another calendar made, as the documentation's is.
        uid = "261cbc18-1f65-5a0a-bd11-23b1e224cc2f"
        end = MOMENT.replace(hour=10)
        CalendarItem(account=lab.dora, folder=lab.dora.calendar, subject="Global", uid=uid, start=MOMENT, end=end).save()
        same([one.subject for one in lab.dora.calendar.filter(global_object_id=UID(uid))], ["Global"])
    finally:
        CalendarItem.deregister("global_object_id")
