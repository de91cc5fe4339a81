"""Folders."""
from exchangelib import Folder, Message
from exchangelib.errors import ErrorFolderExists, ErrorFolderNotFound
from exchangelib.folders import Calendar, Contacts, FolderCollection, Inbox, SingleFolderQuerySet
from exchangelib.folders import Messages as MessagesFolder
from exchangelib.folders import Tasks

from board import add, refused, same, step
from lab import lab

WELL_KNOWN = (
    "inbox drafts sent trash outbox junk calendar contacts tasks notes journal msg_folder_root root "
    "recoverable_items_root recoverable_items_deletions recoverable_items_versions recoverable_items_purges "
    "conversation_history directory favorites im_contact_list my_contacts quick_contacts recipient_cache search_folders "
    "todo_search"
).split()


def well_known(name):
    def run():
        folder = getattr(lab.anna, name)
        same(bool(folder.id and folder.name), True)

    return run


for one in WELL_KNOWN:
    add(f"well-known folder: {one}", well_known(one))


@step("folders: the tree from the root")
def _():
    same("Inbox" in lab.anna.root.tree(), True)


@step("folders: the tree of the visible folders")
def _():
    same("Calendar" in lab.anna.msg_folder_root.tree(), True)


@step("folders: a path by slashes")
def _():
    same((lab.anna.root / "Top of Information Store" / "Inbox").name, "Inbox")


@step("folders: a path by double slashes")
def _():
    same((lab.anna.root // "Top of Information Store" // "Calendar").name, "Calendar")


@step("folders: parts, absolute path and parent")
def _():
    same([part.name for part in lab.anna.inbox.parts][1:], ["Top of Information Store", "Inbox"])
    same(lab.anna.inbox.absolute.endswith("/Top of Information Store/Inbox"), True)
    same(lab.anna.inbox.parent, lab.anna.msg_folder_root)


@step("folders: children and walk")
def _():
    same("Inbox" in {one.name for one in lab.anna.msg_folder_root.children}, True)
    same("Inbox" in {one.name for one in lab.anna.msg_folder_root.walk()}, True)


@step("folders: glob with a star")
def _():
    same({one.name for one in lab.anna.msg_folder_root.glob("I*")} >= {"Inbox"}, True)


@step("folders: glob at any depth")
def _():
    same("Inbox" in {one.name for one in lab.anna.root.glob("**/Inbox")}, True)


@step("folders: counters")
def _():
    before = lab.dora.inbox.total_count
    Message(account=lab.dora, folder=lab.dora.inbox, subject="counted").save()
    lab.dora.inbox.refresh()
    same(lab.dora.inbox.total_count, before + 1)
    same(lab.dora.inbox.child_folder_count, 0)
    same(lab.dora.inbox.unread_count >= 0, True)


@step("folders: class of the container and effective rights")
def _():
    same(lab.anna.inbox.folder_class, "IPF.Note")
    same(lab.anna.calendar.folder_class, "IPF.Appointment")
    same(lab.anna.contacts.folder_class, "IPF.Contact")
    same(lab.anna.tasks.folder_class, "IPF.Task")
    same(lab.anna.inbox.effective_rights.create_contents, True)


@step("folders: permissions")
def _():
    # The folder that a search finds has them; those of the library's own cache do not.
    (folder,) = SingleFolderQuerySet(account=lab.anna, folder=lab.anna.msg_folder_root).filter(name="Calendar")
    same(len(folder.permission_set.calendar_permissions) >= 2, True)


@step("folders: create")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Created")
    folder.save()
    same((lab.anna.inbox / "Created").id, folder.id)


@step("folders: create in the root of the visible folders")
def _():
    folder = Folder(parent=lab.anna.msg_folder_root, name="Beside the inbox").save()
    same((lab.anna.msg_folder_root / "Beside the inbox").id, folder.id)


def typed(kind, name, container):
    def run():
        folder = kind(parent=lab.anna.msg_folder_root, name=name).save()
        lab.anna.root.clear_cache()
        same((lab.anna.msg_folder_root / name).folder_class, container)
        same(type(lab.anna.msg_folder_root / name), kind)
        folder.delete()

    return run


add("folders: create a calendar", typed(Calendar, "Second calendar", "IPF.Appointment"))
add("folders: create a contacts folder", typed(Contacts, "Second contacts", "IPF.Contact"))
add("folders: create a tasks folder", typed(Tasks, "Second tasks", "IPF.Task"))
add("folders: create a messages folder", typed(MessagesFolder, "Second messages", "IPF.Note"))


@step("folders: the same name again is refused")
def _():
    Folder(parent=lab.anna.inbox, name="Twice").save()
    refused(ErrorFolderExists, Folder(parent=lab.anna.inbox, name="Twice").save)


@step("folders: names compare without case")
def _():
    Folder(parent=lab.anna.inbox, name="Cased").save()
    refused(ErrorFolderExists, Folder(parent=lab.anna.inbox, name="cASED").save)


@step("folders: rename")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Old name").save()
    folder.name = "New name"
    folder.save()
    lab.anna.root.clear_cache()
    same((lab.anna.inbox / "New name").id, folder.id)


@step("folders: rename only the given field")
def _():
    folder = MessagesFolder(parent=lab.anna.inbox, name="Old again").save()
    folder.name = "New again"
    folder.save(update_fields=["name"])
    folder.refresh()
    same(folder.name, "New again")


@step("folders: refresh")
def _():
    folder = MessagesFolder(parent=lab.anna.inbox, name="Refreshed").save()
    Message(account=lab.anna, folder=folder, subject="one").save()
    folder.refresh()
    same(folder.total_count, 1)


@step("folders: move")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Moved").save()
    target = Folder(parent=lab.anna.inbox, name="Target").save()
    folder.move(target)
    lab.anna.root.clear_cache()
    same((lab.anna.inbox / "Target" / "Moved").name, "Moved")


@step("folders: delete")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Deleted").save()
    folder.delete()
    lab.anna.root.clear_cache()
    refused(ErrorFolderNotFound, lambda: lab.anna.inbox / "Deleted")


@step("folders: soft delete")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Softly deleted").save()
    folder.delete(delete_type="SoftDelete")
    lab.anna.root.clear_cache()
    refused(ErrorFolderNotFound, lambda: lab.anna.inbox / "Softly deleted")


@step("folders: delete to the deleted items")
def _():
    folder = Folder(parent=lab.anna.inbox, name="To the trash").save()
    folder.delete(delete_type="MoveToDeletedItems")
    lab.anna.root.clear_cache()
    same((lab.anna.trash / "To the trash").name, "To the trash")


def filled(name):
    folder = MessagesFolder(parent=lab.anna.inbox, name=name).save()
    Folder(parent=folder, name="Child").save()
    folder.bulk_create([Message(subject="one"), Message(subject="two")])
    return folder


@step("folders: empty")
def _():
    folder = filled("Emptied")
    folder.empty()
    folder.refresh()
    same((folder.total_count, folder.child_folder_count), (0, 1))


@step("folders: empty with the folders in it")
def _():
    folder = filled("Emptied wholly")
    folder.empty(delete_sub_folders=True)
    folder.refresh()
    same((folder.total_count, folder.child_folder_count), (0, 0))


@step("folders: wipe")
def _():
    folder = filled("Wiped")
    folder.wipe()
    folder.refresh()
    same((folder.total_count, folder.child_folder_count), (0, 0))


@step("folders: find by name in a folder")
def _():
    folder = Folder(parent=lab.anna.inbox, name="Found by name").save()
    found = SingleFolderQuerySet(account=lab.anna, folder=lab.anna.inbox).get(name="Found by name")
    same(found.id, folder.id)


@step("folders: find with a condition, at any depth")
def _():
    folders = FolderCollection(account=lab.anna, folders=[lab.anna.msg_folder_root])
    same({one.name for one in folders.find_folders(depth="Deep")} >= {"Inbox", "Calendar"}, True)


@step("folders: two of them are searched together")
def _():
    for folder in (lab.anna.inbox, lab.anna.drafts):
        Message(account=lab.anna, folder=folder, subject="in two folders").save()
    both = FolderCollection(account=lab.anna, folders=[lab.anna.inbox, lab.anna.drafts])
    same(both.filter(subject="in two folders").count(), 2)


@step("folders: a test of access")
def _():
    same(lab.anna.calendar.test_access(), True)


@step("folders: the folders of another mailbox are refused")
def _():
    from lab import configuration
    from exchangelib import DELEGATE, Account

    config = configuration("anna@contoso.com")
    other = Account("bert@contoso.com", config=config, autodiscover=False, access_type=DELEGATE)
    refused(ErrorFolderNotFound, lambda: other.inbox.total_count)


@step("folders: custom folder class in code")
def _():
    same(isinstance(lab.anna.inbox, Inbox), True)


@step("user configuration: create and read")
def _():
    lab.anna.inbox.create_user_configuration(name="Board", dictionary={"one": 1, "two": "zwei", "yes": True}, xml_data=b"<x/>")
    found = lab.anna.inbox.get_user_configuration(name="Board")
    same(found.dictionary, {"one": 1, "two": "zwei", "yes": True})
    same(found.xml_data, b"<x/>")


@step("user configuration: update")
def _():
    lab.anna.inbox.create_user_configuration(name="Updated", binary_data=b"before")
    lab.anna.inbox.update_user_configuration(name="Updated", binary_data=b"after")
    same(lab.anna.inbox.get_user_configuration(name="Updated").binary_data, b"after")


@step("user configuration: delete")
def _():
    lab.anna.inbox.create_user_configuration(name="Gone", binary_data=b"x")
    lab.anna.inbox.delete_user_configuration(name="Gone")
    error = refused(Exception, lab.anna.inbox.get_user_configuration, name="Gone")
    same(type(error).__name__, "ErrorItemNotFound")
