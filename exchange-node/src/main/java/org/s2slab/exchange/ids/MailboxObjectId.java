package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.s2slab.exchange.ids.WebServiceId.Instruction;
import org.s2slab.exchange.ids.WebServiceId.Storage;

/**
 * The id of a mailbox object for clients, in the format of MS-OXWSITEMID. The id contains only data of the store. Only
 * this class knows the format.
 *
 * @param kind the kind of the object
 * @param mailbox the id of the mailbox
 * @param key the key of the object: a UUID, or a {@link DistinguishedFolder} name; for an occurrence, its original
 *     start in seconds and the series key; for an attachment, the item key and the attachment keys, outermost first;
 *     separated by {@code /}
 */
public record MailboxObjectId(Kind kind, String mailbox, String key) {
    /** The kinds of objects. Clients store ids with these numbers: never change a number. The number 2 has no meaning. */
    public enum Kind {
        FOLDER(1),
        GROUP(3),
        PERSONA(4),
        ITEM(5),
        ATTACHMENT(6),
        OCCURRENCE(7),
        CONVERSATION(8);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        private static Optional<Kind> of(long number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }
    }

    private static final String SEPARATOR = "/";
    private static final int GUID = 16;
    private static final Pattern ORIGINAL = Pattern.compile("-?\\d{1,12}/");

    /** The number of bytes before the entry id of the series in the id of an occurrence: a length and a time. */
    private static final int TIME = 8;

    private static final int SERIES_AT = 1 + TIME + Short.BYTES;
    private static final long TICKS = 10_000_000;
    private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;

    /** The id of an item or an occurrence, depending on the format of the key. */
    public static MailboxObjectId ofItem(String mailbox, String key) {
        return new MailboxObjectId(key.contains(SEPARATOR) ? Kind.OCCURRENCE : Kind.ITEM, mailbox, key);
    }

    /** The id of an occurrence of this series. */
    public MailboxObjectId occurrence(Instant original) {
        return new MailboxObjectId(Kind.OCCURRENCE, mailbox, original.getEpochSecond() + SEPARATOR + key);
    }

    /** The id of an attachment of this item or attached item. */
    public MailboxObjectId attachment(String attachment) {
        return new MailboxObjectId(Kind.ATTACHMENT, mailbox, key + SEPARATOR + attachment);
    }

    /** The id of the series of this occurrence. */
    public MailboxObjectId master() {
        return new MailboxObjectId(Kind.ITEM, mailbox, key.substring(key.indexOf(SEPARATOR) + 1));
    }

    /** The key of the item or occurrence with this attachment; empty in an id in the format before MS-OXWSITEMID. */
    public String root() {
        return key.substring(0, rootEnd());
    }

    /** The id of the item or occurrence with this attachment. */
    public MailboxObjectId rootId() {
        return ofItem(mailbox, root());
    }

    private int rootEnd() {
        int first = key.indexOf(SEPARATOR);
        boolean ofOccurrence = kind == Kind.ATTACHMENT && ORIGINAL.matcher(key).lookingAt();
        return ofOccurrence ? key.indexOf(SEPARATOR, first + 1) : first;
    }

    /** The keys of the nested attachments, outermost first. */
    public List<String> levels() {
        return List.of(key.substring(rootEnd() + 1).split(SEPARATOR));
    }

    /** The original start of this occurrence. */
    public Instant original() {
        return Instant.ofEpochSecond(Long.parseLong(root()));
    }

    /** The text of the id in requests and responses. */
    public String text() {
        return in(Storage.MAILBOX_ITEM_MAILBOX_GUID_BASED, mailbox).text();
    }

    /** The text in the format before Service Pack 1 of Exchange 2007, with the address of the mailbox. */
    public String legacyText(String address) {
        return in(Storage.MAILBOX_ITEM_SMTP_ADDRESS_BASED, address).text();
    }

    private WebServiceId in(Storage storage, String moniker) {
        boolean recurs = kind == Kind.OCCURRENCE || (kind == Kind.ATTACHMENT && root().contains(SEPARATOR));
        return new WebServiceId(
                kind == Kind.CONVERSATION ? Storage.CONVERSATION_ID_MAILBOX_GUID_BASED : storage,
                moniker,
                recurs ? Instruction.RECURRENCE : Instruction.NORMAL,
                switch (kind) {
                    case CONVERSATION -> EntryId.guid(Buffer.buffer(), EntryId.guidOf(key));
                    case ATTACHMENT -> rootId().in(storage, moniker).storeId();
                    case OCCURRENCE ->
                        Buffer.buffer()
                                .appendByte((byte) TIME)
                                .appendLong((original().getEpochSecond() + SECONDS_BEFORE_1970) * TICKS)
                                .appendShortLE((short) EntryId.OF_MESSAGE)
                                .appendBuffer(entryId(master().key(), Kind.ITEM));
                    default -> entryId(key, kind);
                },
                Buffer.buffer(),
                kind == Kind.ATTACHMENT
                        ? levels().stream().map(MailboxObjectId::level).toList()
                        : List.of());
    }

    private static Buffer level(String attachment) {
        Buffer head =
                Buffer.buffer().appendShortLE((short) (Short.BYTES + GUID)).appendShortLE((short) GUID);
        return EntryId.guid(head, EntryId.guidOf(attachment));
    }

    private Buffer entryId(String ofKey, Kind ofKind) {
        UUID provider = UUID.fromString(mailbox);
        EntryId entry = ofKind == Kind.FOLDER
                ? new EntryId(provider, EntryId.guidOf(ofKey), ofKind.number, null, 0)
                : new EntryId(provider, provider, Kind.FOLDER.number, EntryId.guidOf(ofKey), ofKind.number);
        return entry.bytes();
    }

    /** The entry id of a folder or item; empty for other kinds. */
    public Optional<Buffer> entryId() {
        return kind == Kind.ATTACHMENT || kind == Kind.OCCURRENCE || kind == Kind.CONVERSATION
                ? Optional.empty()
                : Optional.of(entryId(key, kind));
    }

    /** Reads an entry id of this server; empty for another format. */
    public static Optional<MailboxObjectId> ofEntryId(Buffer bytes) {
        return EntryId.read(bytes)
                .flatMap(entry -> {
                    UUID message = entry.message();
                    UUID guid = message == null ? entry.folder() : message;
                    return Kind.of(message == null ? entry.folderCounter() : entry.messageCounter())
                            .map(kind -> new MailboxObjectId(
                                    kind,
                                    entry.provider().toString(),
                                    kind == Kind.FOLDER ? EntryId.keyOf(guid) : guid.toString()));
                })
                .filter(id -> id.entryId().filter(bytes::equals).isPresent());
    }

    /** Reads an id; empty if this server never created an id in this format. */
    public static Optional<MailboxObjectId> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (MailboxException e) {
            return Optional.empty();
        }
    }

    /** Reads an id. Fails with a MailboxException that contains the reason. */
    public static MailboxObjectId read(String text) {
        WebServiceId id = WebServiceId.read(text);
        return switch (id.storage()) {
            case MAILBOX_ITEM_SMTP_ADDRESS_BASED -> throw new MailboxException(MailboxException.Kind.ID_LEGACY);
            case PUBLIC_FOLDER -> throw new MailboxException(MailboxException.Kind.FOLDER_UNKNOWN);
            case PUBLIC_FOLDER_ITEM, ACTIVE_DIRECTORY_OBJECT ->
                throw new MailboxException(MailboxException.Kind.ITEM_UNKNOWN);
            default -> of(id);
        };
    }

    /** Reads an id, also in the format before Service Pack 1 of Exchange 2007. Fails as {@link #read} does. */
    public static MailboxObjectId readLegacy(String text) {
        return of(WebServiceId.read(text));
    }

    private static MailboxObjectId of(WebServiceId id) {
        Buffer bytes = id.storeId();
        Optional<MailboxObjectId> named = Optional.empty();
        if (id.storage() == Storage.CONVERSATION_ID_MAILBOX_GUID_BASED && bytes.length() == GUID) {
            named = Optional.of(new MailboxObjectId(
                    Kind.CONVERSATION, id.moniker(), EntryId.guid(bytes, 0).toString()));
        } else if (id.instruction() == Instruction.RECURRENCE && bytes.length() == SERIES_AT + EntryId.OF_MESSAGE) {
            long seconds = bytes.getLong(1) / TICKS - SECONDS_BEFORE_1970;
            named = ofEntryId(bytes.getBuffer(SERIES_AT, bytes.length()))
                    .map(master -> master.occurrence(Instant.ofEpochSecond(seconds)));
        } else if (id.instruction() == Instruction.NORMAL) {
            named = ofEntryId(bytes);
        }
        for (Buffer attachment : id.attachments()) {
            named = named.filter(outer -> attachment.length() == 2 * Short.BYTES + GUID)
                    .map(outer -> outer.attachment(
                            EntryId.guid(attachment, 2 * Short.BYTES).toString()));
        }
        // Refuse an id that this server would write in another way.
        return named.filter(found -> id.storage() == Storage.MAILBOX_ITEM_SMTP_ADDRESS_BASED
                        || id.moniker().equals(found.mailbox()))
                .filter(found -> found.in(id.storage(), id.moniker()).equals(id))
                .orElseThrow(() -> new MailboxException(MailboxException.Kind.ID_MALFORMED));
    }
}
