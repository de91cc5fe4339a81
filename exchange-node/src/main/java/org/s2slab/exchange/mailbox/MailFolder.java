package org.s2slab.exchange.mailbox;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.StoreId;

/**
 * A folder of a mailbox: one that every mailbox has, or one that somebody made.
 *
 * @param key its distinguished name, or the id it was given
 * @param parent key of the folder it lies in; its own for the root
 * @param name display name
 * @param folderClass for instance {@code IPF.Note}; empty where there is none
 * @param distinguished which of the folders that every mailbox has, or null for one that somebody made
 * @param entered the change of the mailbox by which it came to lie here; 1 for those that were there from the start
 * @param change the change that altered it last
 * @param search what a search folder looks for, as JSON, empty where that is not set yet; null for every other folder
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
    /** The folder class of each element that is only for folders of that class. */
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

    /** A folder that every mailbox has. */
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

    /** The element that shows the folder: search folders by name, others by their class. */
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

    /** The same under another name and of another class. */
    public MailFolder named(String otherName, String otherClass) {
        return new MailFolder(key, parent, otherName, otherClass, distinguished, entered, change, search);
    }

    /** The same in another folder. */
    public MailFolder in(String otherParent) {
        return new MailFolder(key, otherParent, name, folderClass, distinguished, entered, change, search);
    }

    /** The same search folder, looking for something else. */
    public MailFolder searching(String other) {
        return new MailFolder(key, parent, name, folderClass, distinguished, entered, change, other);
    }

    /** Which of the folders that every mailbox has; empty for one that somebody made. */
    public Optional<DistinguishedFolder> known() {
        return Optional.ofNullable(distinguished);
    }

    /** Its id as clients of that mailbox see it. */
    public StoreId idIn(Mailbox mailbox) {
        return new StoreId(StoreId.Kind.FOLDER, mailbox.id(), key);
    }
}
