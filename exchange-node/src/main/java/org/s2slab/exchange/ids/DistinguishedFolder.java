package org.s2slab.exchange.ids;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.BatchItemWriter;
import org.s2slab.exchange.property.ItemKind;

/** The folders every mailbox has from the start, by their distinguished names. */
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
    /** The visible folder of the unified contact store: where IM contacts lie. */
    QUICKCONTACTS("quickcontacts", "IPF.Contact.MOC.QuickContacts", "Lync Contacts", CONTACTS),
    /** The hidden folder of the unified contact store: where its groups lie. */
    IMCONTACTLIST("imcontactlist", "IPF.Contact.MOC.ImContactList", "{06967759-274D-40B2-A3EB-D7F9E73727D7}", CONTACTS),
    RECIPIENTCACHE("recipientcache", "IPF.Contact.RecipientCache", "Recipient Cache", CONTACTS),
    MYCONTACTS("mycontacts", "IPF.Note", "MyContacts", ROOT),
    FAVORITES("favorites", "IPF.Note", "Favorites", ROOT),
    /** Where clients put search folders. */
    SEARCHFOLDERS("searchfolders", "", "Finder", ROOT),
    TODOSEARCH("todosearch", "IPF.Task", "To-Do Search", ROOT),
    DIRECTORY("directory", "", "Directory", ROOT),
    /** Outside of what people see as their mailbox: what is deleted but not gone yet. */
    RECOVERABLEITEMSROOT("recoverableitemsroot", "", "Recoverable Items", ROOT),
    RECOVERABLEITEMSDELETIONS("recoverableitemsdeletions", "", "Deletions", RECOVERABLEITEMSROOT),
    RECOVERABLEITEMSVERSIONS("recoverableitemsversions", "", "Versions", RECOVERABLEITEMSROOT),
    RECOVERABLEITEMSPURGES("recoverableitemspurges", "", "Purges", RECOVERABLEITEMSROOT),
    /** What an In-Place Hold finds and nobody else keeps any more. Its name is none of the schema's. */
    DISCOVERYHOLDS("recoverableitemsdiscoveryholds", "", "DiscoveryHolds", RECOVERABLEITEMSROOT),
    /** The archive mailbox, where there is one. */
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

    /** By the {@code Id} of a {@code DistinguishedFolderId}. */
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

    /** The {@code FolderClass}, empty where there is none. */
    public String folderClass() {
        return folderClass;
    }

    public String displayName() {
        return displayName;
    }

    /** The folder it lies in, or null for the root. */
    public @Nullable DistinguishedFolder parent() {
        return parent;
    }

    /** Whether it belongs to the archive mailbox. */
    public boolean isOfArchive() {
        return distinguishedName.startsWith("archive");
    }

    /** Whether it is one of the folders for what is deleted but not gone yet, of the mailbox or its archive. */
    public boolean isRecoverable() {
        return distinguishedName.contains("recoverableitems");
    }

    /** Whether a folder, by its key, {@link #isPreserving() preserves} items. */
    public static boolean isPreserving(String key) {
        return named(key).filter(DistinguishedFolder::isPreserving).isPresent();
    }

    /** Whether applications deposit items there: Purges, of the mailbox or its archive. */
    public boolean takesDeposits() {
        return isRecoverable() && distinguishedName.endsWith("purges");
    }

    /**
     * Whether it keeps for discovery what its owner does not see. Nobody puts anything in, changes or takes anything out,
     * but {@link BatchItemWriter} and what the server does by itself.
     */
    public boolean isPreserving() {
        return isRecoverable() && distinguishedName.matches(".*(versions|purges|discoveryholds)");
    }

    /** Whether the schema has a name for it, by which it can be asked for. */
    public boolean isNamedInSchema() {
        return this != DISCOVERYHOLDS && this != ARCHIVEDISCOVERYHOLDS;
    }

    /** The folder of this kind that lies beside another: in the archive, where that does. */
    public DistinguishedFolder beside(String folder) {
        return folder.startsWith("archive")
                ? named("archive" + distinguishedName).orElseThrow()
                : this;
    }

    /** Its id in a mailbox. */
    public StoreId idIn(Mailbox mailbox) {
        return new StoreId(StoreId.Kind.FOLDER, mailbox.id(), distinguishedName);
    }
}
