package org.s2slab.exchange.ids;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.s2slab.exchange.ids.WebServiceId.Instruction;
import org.s2slab.exchange.ids.WebServiceId.Storage;

/**
 * The id by which clients know a thing in a mailbox, in the layout of MS-OXWSITEMID. It is made of what the store keeps and of
 * nothing else; only this class knows how.
 *
 * @param kind what it names
 * @param mailbox the id of the mailbox it lies in
 * @param key its key there: a UUID, or the name of a {@link DistinguishedFolder}; of an occurrence its original start in seconds and
 *     the key of its series; of an attachment the key of its item or occurrence and its own, outer ones first; with {@code /} between them
 */
public record StoreId(Kind kind, String mailbox, String key) {
    /** What an id can name. The number is part of ids that clients keep: never change it. */
    public enum Kind {
        FOLDER(1),
        /** A contact of an IM list in the time when it was no item: such an id names nothing today. */
        IM_CONTACT(2),
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
    private static final int EARLIER = 0x000324;
    private static final int EARLIER_KEY_AT = Integer.BYTES + GUID;
    private static final Pattern EARLIER_KEY =
            Pattern.compile("(-?\\d{1,12}/)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ORIGINAL = Pattern.compile("-?\\d{1,12}/");

    /** In front of the series' entry id in the id of an occurrence: a length and a time. */
    private static final int TIME = 8;

    private static final int SERIES_AT = 1 + TIME + Short.BYTES;
    private static final long TICKS = 10_000_000;
    private static final long SECONDS_BEFORE_1970 = 62_135_596_800L;

    /** The id of an item or, by the form of its key, of an occurrence. */
    public static StoreId ofItem(String mailbox, String key) {
        return new StoreId(key.contains(SEPARATOR) ? Kind.OCCURRENCE : Kind.ITEM, mailbox, key);
    }

    /** The id of an occurrence of the series with this id. */
    public StoreId occurrence(Instant original) {
        return new StoreId(Kind.OCCURRENCE, mailbox, original.getEpochSecond() + SEPARATOR + key);
    }

    /** The id of an attachment of the item, or of the attached item, with this id. */
    public StoreId attachment(String attachment) {
        return new StoreId(Kind.ATTACHMENT, mailbox, key + SEPARATOR + attachment);
    }

    /** The id of the series that an occurrence belongs to. */
    public StoreId master() {
        return new StoreId(Kind.ITEM, mailbox, key.substring(key.indexOf(SEPARATOR) + 1));
    }

    /** The key of the item or occurrence that an attachment belongs to; empty in an id of the layout before MS-OXWSITEMID. */
    public String root() {
        return key.substring(0, rootEnd());
    }

    /** The id of the item or occurrence that an attachment belongs to. */
    public StoreId rootId() {
        return ofItem(mailbox, root());
    }

    private int rootEnd() {
        int first = key.indexOf(SEPARATOR);
        boolean ofOccurrence = kind == Kind.ATTACHMENT && ORIGINAL.matcher(key).lookingAt();
        return ofOccurrence ? key.indexOf(SEPARATOR, first + 1) : first;
    }

    /** The keys of an attachment below its item, outer ones first. */
    public List<String> levels() {
        return List.of(key.substring(rootEnd() + 1).split(SEPARATOR));
    }

    /** The original start of an occurrence. */
    public Instant original() {
        return Instant.ofEpochSecond(Long.parseLong(root()));
    }

    /** The text that goes over the wire. */
    public String text() {
        return in(Storage.MAILBOX_ITEM_MAILBOX_GUID_BASED, mailbox).text();
    }

    /** The text in the form before Service Pack 1 of Exchange 2007, with the address of the mailbox. */
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
                kind == Kind.ATTACHMENT ? levels().stream().map(StoreId::level).toList() : List.of());
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

    /** The entry id of a folder or item; empty for what has none. */
    public Optional<Buffer> entryId() {
        return kind == Kind.ATTACHMENT || kind == Kind.OCCURRENCE || kind == Kind.CONVERSATION
                ? Optional.empty()
                : Optional.of(entryId(key, kind));
    }

    /** What an entry id of this server names; empty for one of another form. */
    public static Optional<StoreId> ofEntryId(Buffer bytes) {
        return EntryId.read(bytes)
                .flatMap(entry -> {
                    UUID message = entry.message();
                    UUID guid = message == null ? entry.folder() : message;
                    return Kind.of(message == null ? entry.folderCounter() : entry.messageCounter())
                            .map(kind -> new StoreId(
                                    kind,
                                    entry.provider().toString(),
                                    kind == Kind.FOLDER ? EntryId.keyOf(guid) : guid.toString()));
                })
                .filter(id -> id.entryId().filter(bytes::equals).isPresent());
    }

    /** Reads an id; empty when this server never gave out one of such a form. */
    public static Optional<StoreId> parse(String text) {
        try {
            return Optional.of(read(text));
        } catch (MailboxException e) {
            return Optional.empty();
        }
    }

    /** Reads an id. Fails with a MailboxException that says what is wrong with it. */
    public static StoreId read(String text) {
        Optional<StoreId> earlier = earlier(text);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        WebServiceId id = WebServiceId.read(text);
        return switch (id.storage()) {
            case MAILBOX_ITEM_SMTP_ADDRESS_BASED -> throw new MailboxException(MailboxException.Kind.ID_LEGACY);
            case PUBLIC_FOLDER -> throw new MailboxException(MailboxException.Kind.FOLDER_UNKNOWN);
            case PUBLIC_FOLDER_ITEM, ACTIVE_DIRECTORY_OBJECT ->
                throw new MailboxException(MailboxException.Kind.ITEM_UNKNOWN);
            default -> of(id);
        };
    }

    /** Reads an id in the form before Service Pack 1 of Exchange 2007, too. Fails as {@link #read} does. */
    public static StoreId readLegacy(String text) {
        return of(WebServiceId.read(text));
    }

    private static StoreId of(WebServiceId id) {
        Buffer bytes = id.storeId();
        Optional<StoreId> named = Optional.empty();
        if (id.storage() == Storage.CONVERSATION_ID_MAILBOX_GUID_BASED && bytes.length() == GUID) {
            named = Optional.of(new StoreId(
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
        // What this server would write otherwise, it never gave out.
        return named.filter(found -> id.storage() == Storage.MAILBOX_ITEM_SMTP_ADDRESS_BASED
                        || id.moniker().equals(found.mailbox()))
                .filter(found -> found.in(id.storage(), id.moniker()).equals(id))
                .orElseThrow(() -> new MailboxException(MailboxException.Kind.ID_MALFORMED));
    }

    /** Ids of the layout before MS-OXWSITEMID, which clients may still hold: {@code 000324}, kind, mailbox, key. */
    private static Optional<StoreId> earlier(String text) {
        try {
            Buffer bytes = Buffer.buffer(Base64.getDecoder().decode(text));
            Optional<Kind> kind = bytes.length() > EARLIER_KEY_AT && bytes.getMedium(0) == EARLIER
                    ? Kind.of(bytes.getByte(Integer.BYTES - 1))
                    : Optional.empty();
            String key = bytes.getString(Math.min(EARLIER_KEY_AT, bytes.length()), bytes.length());
            return kind.map(found -> new StoreId(
                            found,
                            EntryId.guid(bytes, Integer.BYTES).toString(),
                            found == Kind.ATTACHMENT ? SEPARATOR + key : key))
                    .filter(id -> EARLIER_KEY.matcher(key).matches()
                            ? key.contains(SEPARATOR) == (id.kind == Kind.OCCURRENCE)
                            : DistinguishedFolder.named(key).isPresent());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
