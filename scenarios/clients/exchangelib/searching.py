"""Searching, filters, query sets and paging."""
from datetime import timedelta

from exchangelib import EWSDateTime, Folder, Message, Q
from exchangelib.errors import DoesNotExist, MultipleObjectsReturned

from board import add, refused, same, step
from lab import UTC, lab

NAMES = ("Alpha", "Beta", "Gamma", "alphabet")


def folder():
    """Four messages that are searched, made once."""
    if not hasattr(folder, "made"):
        one = Folder(parent=lab.carla.inbox, name="Searched").save()
        sizes = {"Alpha": "High", "Beta": "Low", "Gamma": "Normal", "alphabet": "Normal"}
        one.bulk_create(
            [
                Message(
                    subject=name,
                    body=f"Body of {name}",
                    importance=sizes[name],
                    categories=[name, "All"],
                    to_recipients=["bert@contoso.com"],
                    is_read=name == "Beta",
                )
                for name in NAMES
            ]
        )
        folder.made = one
    return folder.made


def subjects(query):
    return sorted(one.subject for one in query)


def filtered(expected, *arguments, **named):
    return lambda: same(subjects(folder().filter(*arguments, **named)), sorted(expected))


yesterday = EWSDateTime.now(UTC) - timedelta(days=1)
tomorrow = EWSDateTime.now(UTC) + timedelta(days=1)
for name, expected, arguments, named in (
    ("exact", ["Alpha"], (), {"subject": "Alpha"}),
    ("exact by its name", ["Alpha"], (), {"subject__exact": "Alpha"}),
    ("iexact", ["Alpha"], (), {"subject__iexact": "ALPHA"}),
    ("contains", ["Alpha"], (), {"subject__contains": "Alph"}),
    ("icontains", ["Alpha", "alphabet"], (), {"subject__icontains": "ALPHA"}),
    ("startswith", ["Gamma"], (), {"subject__startswith": "Gam"}),
    ("istartswith", ["Alpha", "alphabet"], (), {"subject__istartswith": "alp"}),
    ("in", ["Alpha", "Beta"], (), {"subject__in": ["Alpha", "Beta"]}),
    ("not", ["Beta", "Gamma", "alphabet"], (), {"subject__not": "Alpha"}),
    ("range", ["Beta"], (), {"subject__range": ("B", "C")}),
    ("gt of a time", NAMES, (), {"datetime_created__gt": yesterday}),
    ("gte of a time", NAMES, (), {"datetime_created__gte": yesterday}),
    ("lt of a time", [], (), {"datetime_created__lt": yesterday}),
    ("lte of a time", NAMES, (), {"datetime_created__lte": tomorrow}),
    ("range of times", NAMES, (), {"datetime_created__range": (yesterday, tomorrow)}),
    ("exists", NAMES, (), {"subject__exists": True}),
    ("does not exist", NAMES, (), {"in_reply_to__exists": False}),
    ("a boolean", ["Beta"], (), {"is_read": True}),
    ("a choice", ["Alpha"], (), {"importance": "High"}),
    ("a number", NAMES, (), {"size__gt": 0}),
    ("one category", ["Beta"], (), {"categories__contains": ["Beta"]}),
    ("two categories", ["Beta"], (), {"categories__contains": ["Beta", "All"]}),
    ("a category of several", ["Alpha", "Beta"], (), {"categories__in": ["Alpha", "Beta"]}),
    ("the body", ["Gamma"], (), {"body__contains": "of Gamma"}),
    ("two conditions", ["Beta"], (), {"subject": "Beta", "is_read": True}),
    ("Q: or", ["Alpha", "Beta"], (Q(subject="Alpha") | Q(subject="Beta"),), {}),
    ("Q: and", ["Beta"], (Q(subject="Beta") & Q(is_read=True),), {}),
    ("Q: not", ["Beta", "Gamma", "alphabet"], (~Q(subject="Alpha"),), {}),
    ("Q: nested", ["Alpha", "Gamma"], ((Q(subject="Alpha") | Q(subject="Gamma")) & ~Q(is_read=True),), {}),
    ("Q beside a condition", ["Beta"], (Q(subject="Alpha") | Q(subject="Beta"),), {"is_read": True}),
    ("query string: subject", ["Gamma"], ("subject:Gamma",), {}),
    ("query string: words of the body", ["Beta"], ('"Body of Beta"',), {}),
    ("query string: and", ["Beta"], ("subject:Beta AND to:bert",), {}),
):
    add(f"filter: {name}", filtered(expected, *arguments, **named))


@step("filter: exclude")
def _():
    same(subjects(folder().exclude(subject="Alpha")), sorted(["Beta", "Gamma", "alphabet"]))


@step("filter: in a chain")
def _():
    same(subjects(folder().filter(is_read=False).filter(subject__startswith="A")), ["Alpha"])


@step("query set: all")
def _():
    same(subjects(folder().all()), sorted(NAMES))


@step("query set: none")
def _():
    same(list(folder().none()), [])


@step("query set: get")
def _():
    same(folder().get(subject="Beta").importance, "Low")


@step("query set: get without a hit")
def _():
    refused(DoesNotExist, folder().get, subject="Nothing")


@step("query set: get with several hits")
def _():
    refused(MultipleObjectsReturned, folder().get, subject__icontains="alpha")


@step("query set: get by id")
def _():
    item = folder().get(subject="Gamma")
    same(folder().get(id=item.id, changekey=item.changekey).subject, "Gamma")


@step("query set: several ids")
def _():
    ids = list(folder().filter(subject__in=["Alpha", "Beta"]).values_list("id", "changekey"))
    same(sorted(one.subject for one in lab.carla.fetch(ids)), ["Alpha", "Beta"])


@step("query set: count")
def _():
    same(folder().filter(is_read=False).count(), 3)


@step("query set: exists")
def _():
    same((folder().filter(subject="Beta").exists(), folder().filter(subject="No").exists()), (True, False))


@step("query set: length and truth")
def _():
    same(len(list(folder().all())), 4)


@step("query set: only")
def _():
    item = next(iter(folder().filter(subject="Beta").only("subject")))
    same((item.subject, item.body), ("Beta", None))


@step("query set: order by")
def _():
    same([one.subject for one in folder().all().order_by("subject")][1:], ["alphabet", "Beta", "Gamma"])


@step("query set: order by, descending")
def _():
    same([one.subject for one in folder().all().order_by("-subject")][:2], ["Gamma", "Beta"])


@step("query set: order by two fields")
def _():
    found = [one.subject for one in folder().all().order_by("is_read", "-subject")]
    same((found[0], found[-1]), ("Gamma", "Beta"))


@step("query set: order by a time")
def _():
    same(len(list(folder().all().order_by("-datetime_received"))), 4)


@step("query set: order by, reversed")
def _():
    same(next(iter(folder().all().order_by("subject").reverse())).subject, "Gamma")


@step("query set: values")
def _():
    same(sorted(one["subject"] for one in folder().all().values("subject")), sorted(NAMES))


@step("query set: values_list")
def _():
    same(sorted(folder().filter(is_read=True).values_list("subject", "importance")), [("Beta", "Low")])


@step("query set: flat values_list")
def _():
    same(set(folder().all().values_list("subject", flat=True)), set(NAMES))


@step("query set: one by its index")
def _():
    same(folder().all().order_by("-subject")[1].subject, "Beta")


@step("query set: a slice")
def _():
    same([one.subject for one in folder().all().order_by("-subject")[:2]], ["Gamma", "Beta"])


@step("query set: a slice from the middle")
def _():
    same([one.subject for one in folder().all().order_by("-subject")[1:2]], ["Beta"])


@step("query set: the last one")
def _():
    same(folder().all().order_by("-subject")[-4].subject, "Gamma")


@step("query set: depth SoftDeleted")
def _():
    Message(account=lab.carla, folder=folder(), subject="Soft").save().soft_delete()
    same(isinstance(list(folder().all().depth("SoftDeleted")), list), True)


@step("query set: depth Associated")
def _():
    same(isinstance(list(lab.carla.inbox.all().depth("Associated")), list), True)


@step("query set: pages")
def _():
    many = Folder(parent=lab.carla.inbox, name="Many").save()
    many.bulk_create([Message(subject=f"{number:03}") for number in range(45)])
    query = many.all().order_by("subject")
    query.page_size = 10
    same([one.subject for one in query], [f"{number:03}" for number in range(45)])


@step("query set: at most so many items")
def _():
    query = folder().all()
    query.page_size = query.max_items = 2
    same(len(list(query)), 2)


@step("query set: chunks")
def _():
    query = folder().all()
    query.chunk_size = 2
    same(len(list(query)), 4)


def pile(name):
    one = Folder(parent=lab.carla.inbox, name=name).save()
    one.bulk_create([Message(subject=f"{name} {number}", to_recipients=["bert@contoso.com"]) for number in range(3)])
    return one


@step("query set: delete")
def _():
    one = pile("Delete all")
    one.all().delete()
    same(one.all().count(), 0)


@step("query set: delete with arguments")
def _():
    one = pile("Delete to trash")
    one.filter(subject__startswith="Delete").delete(delete_type="MoveToDeletedItems")
    same(lab.carla.trash.filter(subject__startswith="Delete to trash").count(), 3)


@step("query set: move")
def _():
    one, other = pile("Move all"), Folder(parent=lab.carla.inbox, name="Moved here").save()
    one.all().move(to_folder=other)
    same((one.all().count(), other.all().count()), (0, 3))


@step("query set: copy")
def _():
    one, other = pile("Copy all"), Folder(parent=lab.carla.inbox, name="Copied here").save()
    one.all().copy(to_folder=other)
    same((one.all().count(), other.all().count()), (3, 3))


@step("query set: send")
def _():
    pile("Send all").all().send()
    same(lab.bert.inbox.filter(subject__startswith="Send all").count(), 3)


@step("query set: mark as junk")
def _():
    pile("Junk all").all().mark_as_junk(is_junk=True, move_item=True)
    same(lab.carla.junk.filter(subject__startswith="Junk all").count(), 3)


@step("query set: newest first")
def _():
    same(folder().all().order_by("-datetime_received")[0].subject in NAMES, True)
