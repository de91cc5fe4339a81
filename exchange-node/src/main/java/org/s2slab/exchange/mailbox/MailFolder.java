package org.s2slab.exchange.mailbox;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;

/**
 * A folder of a mailbox: a distinguished folder, or a folder that a user created.
 *
 * @param key the distinguished name or the id of the folder
 * @param parent the key of the parent folder; the root is its own parent
 * @param name the display name
 * @param folderClass the folder class, for instance {@code IPF.Note}; empty if the folder has none
 * @param distinguished the distinguished folder, or null for a folder that a user created
 * @param entered the number of the change that put the folder under its parent; 1 for distinguished folders
 * @param change the number of the last change of the folder
 * @param search the search of a search folder as JSON, empty until it is set; null for every other folder
 */
public record MailFolder(
        String key,
        String parent,
        String name,
        String folderClass,
        @Nullable DistinguishedFolder distinguished,
        long entered,
        long change,
        @Nullable String search) {
    /** The folder class of each EWS element that is specific to one folder class. */
    public static final Map<String, String> CLASSES =
            Map.of("CalendarFolder", "IPF.Appointment", "ContactsFolder", "IPF.Contact", "TasksFolder", "IPF.Task");

    /** The search of the to-do list: tasks and flagged items in all folders. */
    private static final String TO_DO = """
            [["SearchParameters", [
              ["Restriction", [["Or", [
                ["Contains", [["FieldURI", "", {"FieldURI": "item:ItemClass"}], ["Constant", "", {"Value": "IPM.Task"}]],
                  {"ContainmentMode": "Prefixed", "ContainmentComparison": "IgnoreCase"}],
                ["Contains", [["FieldURI", "", {"FieldURI": "item:Flag"}], ["Constant", "", {"Value": "Flagged"}]],
                  {"ContainmentMode": "Prefixed", "ContainmentComparison": "IgnoreCase"}]]]]],
              ["BaseFolderIds", [["FolderId", "", {"Id": "msgfolderroot"}]]]], {"Traversal": "Deep"}]]
            """;

    /** Converts a distinguished folder. */
    public static MailFolder of(DistinguishedFolder folder) {
        DistinguishedFolder parent = folder.parent();
        return new MailFolder(
                folder.distinguishedName(),
                (parent == null ? folder : parent).distinguishedName(),
                folder.displayName(),
                folder.folderClass(),
                folder,
                1,
                1,
                folder == DistinguishedFolder.TODOSEARCH ? TO_DO : null);
    }

    public boolean isCalendar() {
        return folderClass.startsWith(DistinguishedFolder.CALENDAR.folderClass());
    }

    /** The EWS element of the folder: SearchFolder for search folders, otherwise chosen by the folder class. */
    public String element() {
        if (search != null
                || distinguished == DistinguishedFolder.MYCONTACTS
                || distinguished == DistinguishedFolder.FAVORITES) {
            return "SearchFolder";
        }
        return CLASSES.entrySet().stream()
                .filter(entry -> (folderClass + ".").startsWith(entry.getValue() + "."))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("Folder");
    }

    /** This folder with another name and class. */
    public MailFolder named(String otherName, String otherClass) {
        return new MailFolder(key, parent, otherName, otherClass, distinguished, entered, change, search);
    }

    /** This folder with another parent. */
    public MailFolder in(String otherParent) {
        return new MailFolder(key, otherParent, name, folderClass, distinguished, entered, change, search);
    }

    /** This search folder with another search. */
    public MailFolder searching(String other) {
        return new MailFolder(key, parent, name, folderClass, distinguished, entered, change, other);
    }

    /** The distinguished folder; empty for a folder that a user created. */
    public Optional<DistinguishedFolder> known() {
        return Optional.ofNullable(distinguished);
    }

    /** The id of this folder for clients of the mailbox. */
    public MailboxObjectId idIn(Mailbox mailbox) {
        return new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox.id(), key);
    }
}
