package org.s2slab.exchange.ids;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.DepositStore;
import org.s2slab.exchange.property.ItemKind;

/** The folders that exist in every mailbox, with their distinguished names. */
public enum DistinguishedFolder {
    ROOT("root", "", "root", null),
    MSGFOLDERROOT("msgfolderroot", "", "Top of Information Store", ROOT),
    INBOX("inbox", "IPF.Note", "Inbox", MSGFOLDERROOT),
    SENTITEMS("sentitems", "IPF.Note", "Sent Items", MSGFOLDERROOT),
    DRAFTS("drafts", "IPF.Note", "Drafts", MSGFOLDERROOT),
    DELETEDITEMS("deleteditems", "IPF.Note", "Deleted Items", MSGFOLDERROOT),
    OUTBOX("outbox", "IPF.Note", "Outbox", MSGFOLDERROOT),
    JUNKEMAIL("junkemail", "IPF.Note", "Junk E-Mail", MSGFOLDERROOT),
    CALENDAR("calendar", "IPF.Appointment", "Calendar", MSGFOLDERROOT),
    TASKS("tasks", "IPF.Task", "Tasks", MSGFOLDERROOT),
    NOTES("notes", "IPF.StickyNote", "Notes", MSGFOLDERROOT),
    JOURNAL("journal", "IPF.Journal", "Journal", MSGFOLDERROOT),
    CONVERSATIONHISTORY("conversationhistory", "IPF.Note", "Conversation History", MSGFOLDERROOT),
    CONTACTS("contacts", "IPF.Contact", "Contacts", MSGFOLDERROOT),
    /** The visible folder of the unified contact store, with the IM contacts. */
    QUICKCONTACTS("quickcontacts", "IPF.Contact.MOC.QuickContacts", "Lync Contacts", CONTACTS),
    /** The hidden folder of the unified contact store, with its groups. */
    IMCONTACTLIST("imcontactlist", "IPF.Contact.MOC.ImContactList", "{06967759-274D-40B2-A3EB-D7F9E73727D7}", CONTACTS),
    RECIPIENTCACHE("recipientcache", "IPF.Contact.RecipientCache", "Recipient Cache", CONTACTS),
    MYCONTACTS("mycontacts", "IPF.Note", "MyContacts", ROOT),
    FAVORITES("favorites", "IPF.Note", "Favorites", ROOT),
    /** The folder in which clients create search folders. */
    SEARCHFOLDERS("searchfolders", "", "Finder", ROOT),
    TODOSEARCH("todosearch", "IPF.Task", "To-Do Search", ROOT),
    DIRECTORY("directory", "", "Directory", ROOT),
    /** The root of Recoverable Items: deleted items that are not purged yet. Users do not see this folder. */
    RECOVERABLEITEMSROOT("recoverableitemsroot", "", "Recoverable Items", ROOT),
    RECOVERABLEITEMSDELETIONS("recoverableitemsdeletions", "", "Deletions", RECOVERABLEITEMSROOT),
    RECOVERABLEITEMSVERSIONS("recoverableitemsversions", "", "Versions", RECOVERABLEITEMSROOT),
    RECOVERABLEITEMSPURGES("recoverableitemspurges", "", "Purges", RECOVERABLEITEMSROOT),
    /** The folder for purged items that an In-Place Hold still retains. The schema has no name for it. */
    DISCOVERYHOLDS("recoverableitemsdiscoveryholds", "", "DiscoveryHolds", RECOVERABLEITEMSROOT),
    /** The archive mailbox, if there is one. */
    ARCHIVEROOT("archiveroot", "", "root", null),
    ARCHIVEMSGFOLDERROOT("archivemsgfolderroot", "", "Top of Information Store", ARCHIVEROOT),
    ARCHIVEINBOX("archiveinbox", "IPF.Note", "Inbox", ARCHIVEMSGFOLDERROOT),
    ARCHIVEDELETEDITEMS("archivedeleteditems", "IPF.Note", "Deleted Items", ARCHIVEMSGFOLDERROOT),
    ARCHIVERECOVERABLEITEMSROOT("archiverecoverableitemsroot", "", "Recoverable Items", ARCHIVEROOT),
    ARCHIVERECOVERABLEITEMSDELETIONS("archiverecoverableitemsdeletions", "", "Deletions", ARCHIVERECOVERABLEITEMSROOT),
    ARCHIVERECOVERABLEITEMSVERSIONS("archiverecoverableitemsversions", "", "Versions", ARCHIVERECOVERABLEITEMSROOT),
    ARCHIVERECOVERABLEITEMSPURGES("archiverecoverableitemspurges", "", "Purges", ARCHIVERECOVERABLEITEMSROOT),
    ARCHIVEDISCOVERYHOLDS("archiverecoverableitemsdiscoveryholds", "", "DiscoveryHolds", ARCHIVERECOVERABLEITEMSROOT);

    private final String distinguishedName;
    private final String folderClass;
    private final String displayName;
    private final @Nullable DistinguishedFolder parent;

    DistinguishedFolder(
            String distinguishedName, String folderClass, String displayName, @Nullable DistinguishedFolder parent) {
        this.distinguishedName = distinguishedName;
        this.folderClass = folderClass;
        this.displayName = displayName;
        this.parent = parent;
    }

    /** Finds a folder by the {@code Id} of a {@code DistinguishedFolderId}. */
    public static Optional<DistinguishedFolder> named(String distinguishedName) {
        String name = distinguishedName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(folder -> folder.distinguishedName.equals(name))
                .findFirst();
    }

    /** The folder for items of a kind if a request names no folder. */
    public static DistinguishedFolder of(ItemKind kind) {
        return switch (kind) {
            case CALENDAR_ITEM -> CALENDAR;
            case CONTACT, DISTRIBUTION_LIST -> CONTACTS;
            case TASK -> TASKS;
            case POST_ITEM -> INBOX;
            default -> DRAFTS;
        };
    }

    public String distinguishedName() {
        return distinguishedName;
    }

    /** The {@code FolderClass}, or empty. */
    public String folderClass() {
        return folderClass;
    }

    public String displayName() {
        return displayName;
    }

    /** The parent folder, or null for a root. */
    public @Nullable DistinguishedFolder parent() {
        return parent;
    }

    /** Whether this folder belongs to the archive mailbox. */
    public boolean isOfArchive() {
        return distinguishedName.startsWith("archive");
    }

    /** Whether this folder belongs to Recoverable Items of the mailbox or its archive. */
    public boolean isRecoverable() {
        return distinguishedName.contains("recoverableitems");
    }

    /** Whether the folder with a key {@link #isPreserving() preserves} items. */
    public static boolean isPreserving(String key) {
        return named(key).filter(DistinguishedFolder::isPreserving).isPresent();
    }

    /** Whether applications deposit items in this folder. Only the folders named Purges, of a mailbox and of its archive, take them. */
    public boolean takesDeposits() {
        return isRecoverable() && distinguishedName.endsWith("purges");
    }

    /**
     * Whether this folder preserves items for eDiscovery, invisible to the mailbox owner. Only {@link DepositStore}
     * and the server itself change its contents.
     */
    public boolean isPreserving() {
        return isRecoverable() && distinguishedName.matches(".*(versions|purges|discoveryholds)");
    }

    /** Whether the schema has a name for this folder, so that requests can name it. */
    public boolean isNamedInSchema() {
        return this != DISCOVERYHOLDS && this != ARCHIVEDISCOVERYHOLDS;
    }

    /** The corresponding folder of the archive if another folder is in the archive; otherwise this folder. */
    public DistinguishedFolder beside(String folder) {
        return folder.startsWith("archive")
                ? named("archive" + distinguishedName).orElseThrow()
                : this;
    }

    /** The id of this folder in a mailbox. */
    public MailboxObjectId idIn(Mailbox mailbox) {
        return new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox.id(), distinguishedName);
    }
}
