"""Contacts, distribution lists, personas and tasks."""
from decimal import Decimal

from exchangelib import Contact, DistributionList, EWSDate, FileAttachment, Mailbox, Task
from exchangelib.fields import MONDAY
from exchangelib.indexed_properties import EmailAddress, ImAddress, PhoneNumber, PhysicalAddress
from exchangelib.properties import Member
from exchangelib.recurrence import DailyRegeneration, NumberedPattern, TaskRecurrence, WeeklyPattern

from board import add, same, step
from lab import lab


def contact(surname, **more):
    named = {"display_name": f"Connie {surname}", "given_name": "Connie", "surname": surname, **more}
    return Contact(account=lab.anna, folder=lab.anna.contacts, **named).save()


def task(subject, **more):
    return Task(account=lab.anna, folder=lab.anna.tasks, subject=subject, **more).save()


def fetch(item):
    (found,) = lab.anna.fetch([(item.id, item.changekey)])
    if isinstance(found, Exception):
        raise found
    return found


@step("contacts: create")
def _():
    found = fetch(contact("Created"))
    same((found.given_name, found.surname), ("Connie", "Created"))


@step("contacts: complete name and file-as")
def _():
    found = fetch(contact("Derived", middle_name="M", file_as_mapping="LastCommaFirst"))
    # The full name of the complete name is the display name that the contact was given.
    same((found.complete_name.full_name, found.complete_name.last_name), ("Connie Derived", "Derived"))
    same((found.complete_name.first_name, found.complete_name.middle_name), ("Connie", "M"))
    same(found.file_as, "Derived, Connie M")


def field(name, value):
    def run():
        same(getattr(fetch(contact(f"Field {name}", **{name: value})), name), value)

    return run


for name, value in (
    ("display_name", "Connie the Great"),
    ("initials", "C.C."),
    ("nickname", "Con"),
    ("company_name", "Fabrikam"),
    ("department", "Sales"),
    ("job_title", "Chief"),
    ("office", "12/3"),
    ("manager", "Mona"),
    ("assistant_name", "Asta"),
    ("profession", "Baker"),
    ("spouse_name", "Sam"),
    ("generation", "Jr."),
    ("mileage", "100"),
    ("business_homepage", "https://www.fabrikam.com"),
    ("children", ["Cleo", "Carl"]),
    ("companies", ["Fabrikam", "Contoso"]),
    ("birthday", EWSDate(1980, 5, 17)),
    ("wedding_anniversary", EWSDate(2005, 6, 18)),
    ("postal_address_index", "Business"),
    ("file_as", "Great, Connie"),
    ("body", "A note"),
    ("categories", ["VIP"]),
):
    add(f"contact field: {name}", field(name, value))


@step("contact field: e-mail addresses")
def _():
    addresses = [EmailAddress(email=f"c{number}@fabrikam.com", label=f"EmailAddress{number}") for number in (1, 2, 3)]
    same([one.email for one in fetch(contact("Mails", email_addresses=addresses)).email_addresses], [one.email for one in addresses])


@step("contact field: phone numbers")
def _():
    labels = ("BusinessPhone", "HomePhone", "MobilePhone", "BusinessFax", "Pager", "AssistantPhone", "CarPhone")
    numbers = [PhoneNumber(label=label, phone_number=f"+49 30 {index}") for index, label in enumerate(labels)]
    found = fetch(contact("Phones", phone_numbers=numbers)).phone_numbers
    same({one.label: one.phone_number for one in found}, {one.label: one.phone_number for one in numbers})


@step("contact field: addresses")
def _():
    address = PhysicalAddress(label="Business", street="Main 1", city="Berlin", state="BE", country="Germany", zipcode="10117")
    (found,) = fetch(contact("Addresses", physical_addresses=[address])).physical_addresses
    same((found.street, found.city, found.zipcode, found.country), ("Main 1", "Berlin", "10117", "Germany"))


@step("contact field: instant messaging")
def _():
    (found,) = fetch(contact("Chats", im_addresses=[ImAddress(im_address="sip:c@fabrikam.com", label="ImAddress1")])).im_addresses
    same(found.im_address, "sip:c@fabrikam.com")


@step("contacts: update one phone number")
def _():
    item = contact("Changed phone", phone_numbers=[PhoneNumber(label="HomePhone", phone_number="1"), PhoneNumber(label="MobilePhone", phone_number="2")])
    item.phone_numbers[0].phone_number = "9"
    item.save(update_fields=["phone_numbers"])
    same({one.label: one.phone_number for one in fetch(item).phone_numbers}, {"HomePhone": "9", "MobilePhone": "2"})


@step("contacts: delete an e-mail address")
def _():
    item = contact("Fewer", email_addresses=[EmailAddress(email="one@x.com", label="EmailAddress1")])
    item.email_addresses = None
    item.save(update_fields=["email_addresses"])
    same(not fetch(item).email_addresses, True)


@step("contacts: a picture")
def _():
    item = contact("Picture")
    item.attach(FileAttachment(name="ContactPicture.jpg", content=b"\xff\xd8\xff", is_contact_photo=True))
    same(fetch(item).has_picture, True)


def found_by(name, **condition):
    def run():
        contact(
            f"Found by {name}",
            email_addresses=[EmailAddress(email="found@fabrikam.com", label="EmailAddress1")],
            phone_numbers=[PhoneNumber(label="MobilePhone", phone_number="+1 555 0100")],
            physical_addresses=[PhysicalAddress(label="Home", street="Elm 5", city="Salem")],
            company_name="Found Inc",
        )
        same(f"Found by {name}" in [one.surname for one in lab.anna.contacts.filter(**condition)], True)

    return run


add("contacts: filter by company", found_by("company", company_name="Found Inc"))
add("contacts: filter by e-mail address", found_by("mail", email_addresses__EmailAddress1="found@fabrikam.com"))
add("contacts: filter by phone number", found_by("phone", phone_numbers__MobilePhone="+1 555 0100"))
add("contacts: filter by city", found_by("city", physical_addresses__Home__city="Salem"))
add("contacts: filter by the start of a name", found_by("start", given_name__startswith="Con"))


@step("contacts: order by a name")
def _():
    names = [one.surname for one in lab.anna.contacts.filter(surname__startswith="Fo").order_by("surname")]
    same(names, sorted(names, key=str.casefold))


@step("contacts: only an indexed field")
def _():
    contact("Only mail", email_addresses=[EmailAddress(email="only@x.com", label="EmailAddress1")])
    item = next(iter(lab.anna.contacts.filter(surname="Only mail").only("email_addresses")))
    same([one.email for one in item.email_addresses], ["only@x.com"])


@step("distribution lists: create")
def _():
    members = [Member(mailbox=Mailbox(name="Bert", email_address="bert@contoso.com", mailbox_type="OneOff"), status="Normal")]
    item = DistributionList(account=lab.anna, folder=lab.anna.contacts, display_name="My list", members=members).save()
    found = fetch(item)
    same((found.display_name, [one.mailbox.email_address for one in found.members]), ("My list", ["bert@contoso.com"]))


@step("distribution lists: change the members")
def _():
    def member(name):
        return Member(mailbox=Mailbox(name=name, email_address=f"{name}@contoso.com", mailbox_type="OneOff"))

    item = DistributionList(account=lab.anna, folder=lab.anna.contacts, display_name="Changing", members=[member("bert")]).save()
    item.members = [member("bert"), member("carla")]
    item.save(update_fields=["members"])
    same(sorted(one.mailbox.email_address for one in fetch(item).members), ["bert@contoso.com", "carla@contoso.com"])


@step("personas: all of a folder")
def _():
    contact("Persona", display_name="Connie Persona")
    same("Connie Persona" in {one.display_name for one in lab.anna.contacts.people()}, True)


@step("personas: found by a query string")
def _():
    same([one.display_name for one in lab.anna.contacts.people().filter("Persona")][:1], ["Connie Persona"])


@step("personas: with all their details")
def _():
    people = list(lab.anna.contacts.people())
    found = list(lab.anna.fetch_personas(people[:1]))
    same(found[0].display_name, people[0].display_name)


@step("tasks: create")
def _():
    found = fetch(task("Created", body="Do it", due_date=EWSDate(2032, 1, 9), start_date=EWSDate(2032, 1, 5)))
    same((found.due_date, found.start_date, found.status), (EWSDate(2032, 1, 9), EWSDate(2032, 1, 5), "NotStarted"))
    same((found.is_complete, found.percent_complete, found.is_recurring), (False, 0, False))


def task_field(name, value):
    def run():
        # The library sets the percentage to 0 itself unless the task has begun.
        begun = {"status": "InProgress"} if name == "percent_complete" else {}
        same(getattr(fetch(task(f"Field {name}", **{name: value}, **begun)), name), value)

    return run


for name, value in (
    ("status", "InProgress"),
    ("percent_complete", Decimal(40)),
    ("actual_work", 60),
    ("total_work", 120),
    ("billing_information", "Account 7"),
    ("mileage", "12"),
    ("companies", ["Fabrikam"]),
    ("contacts", ["Connie"]),
    ("importance", "High"),
    ("categories", ["Work"]),
):
    add(f"task field: {name}", task_field(name, value))


@step("tasks: complete")
def _():
    item = task("Completed")
    item.complete()
    found = fetch(item)
    same((found.status, found.is_complete, found.percent_complete), ("Completed", True, 100))
    same(found.complete_date is not None, True)


@step("tasks: status follows the percentage")
def _():
    item = task("Follows")
    item.percent_complete, item.status = Decimal(100), "Completed"
    item.save(update_fields=["percent_complete", "status"])
    same(fetch(item).is_complete, True)


@step("tasks: a reminder")
def _():
    from exchangelib import EWSDateTime
    from lab import UTC

    due = EWSDateTime(2032, 1, 9, 8, 0, tzinfo=UTC)
    found = fetch(task("Reminds", reminder_is_set=True, reminder_due_by=due))
    same((found.reminder_is_set, found.reminder_due_by), (True, due))


@step("tasks: filter by completion")
def _():
    task("Waits")
    same("Waits" in [one.subject for one in lab.anna.tasks.filter(is_complete=False)], True)


@step("tasks: order by the due date")
def _():
    for day in (9, 3):
        task(f"Due {day}", due_date=EWSDate(2031, 1, day))
    same([one.subject for one in lab.anna.tasks.filter(subject__startswith="Due").order_by("due_date")], ["Due 3", "Due 9"])


@step("tasks: recurring by week")
def _():
    start = EWSDate(2032, 2, 2)
    recurrence = TaskRecurrence(pattern=WeeklyPattern(interval=1, weekdays=[MONDAY]), boundary=NumberedPattern(start=start, number=4))
    found = fetch(task("Weekly", start_date=start, due_date=start, recurrence=recurrence))
    same((found.is_recurring, found.recurrence, found.change_count), (True, recurrence, 1))


@step("tasks: recurring after completion")
def _():
    start = EWSDate(2032, 3, 1)
    recurrence = TaskRecurrence(pattern=DailyRegeneration(interval=4), boundary=NumberedPattern(start=start, number=2))
    same(fetch(task("Regenerates", start_date=start, due_date=start, recurrence=recurrence)).recurrence, recurrence)


@step("tasks: complete one of a series")
def _():
    start = EWSDate(2032, 4, 5)
    recurrence = TaskRecurrence(pattern=WeeklyPattern(interval=1, weekdays=[MONDAY]), boundary=NumberedPattern(start=start, number=3))
    item = task("Completes one", start_date=start, due_date=start, recurrence=recurrence)
    master = item.id
    item.complete()
    (found,) = lab.anna.tasks.filter(subject="Completes one", is_complete=False)
    same((found.id, found.due_date), (master, EWSDate(2032, 4, 12)))
