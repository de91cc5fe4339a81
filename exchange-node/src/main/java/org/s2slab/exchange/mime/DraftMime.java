package org.s2slab.exchange.mime;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.mailbox.MimeSourceStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * A new MimeContent of a draft, which replaces the body, the recipients, the header fields and the attachments.
 *
 * @param given the item read from the message
 */
public record DraftMime(Buffer source, ItemWithAttachments given) {
    /** The properties that a message replaces, even if the new message does not contain them. */
    private static final Set<String> SAID = PropertyGroup.elements("said by MIME");

    /** Reads the MimeContent in updates on a worker thread; empty without MimeContent. Fails for an invalid message. */
    public static Future<Optional<DraftMime>> read(List<XmlElement> updates) {
        Optional<XmlElement> given = updates.stream().filter(DraftMime::isMime).reduce((first, last) -> last);
        return given.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : WorkSequence.aside(() -> given.map(update -> update.children().get(1))
                        .flatMap(element -> element.child("MimeContent").map(mime -> read(element, mime.text()))));
    }

    /** Whether an update replaces the MIME content. */
    public static boolean isMime(XmlElement update) {
        return PropertyChange.sets(update, "item:MimeContent");
    }

    private static DraftMime read(XmlElement element, String base64) {
        ItemKind kind =
                ItemKind.shownAs(element.name()).filter(ItemKind::isMail).orElse(ItemKind.MESSAGE);
        Buffer source = NewItem.mime(base64);
        return new DraftMime(source, MimeReader.read(kind, source.getBytes()));
    }

    /** @throws EwsError if MIME content cannot change the item */
    public static void requireDraft(ItemContent item) {
        ResponseCode.ErrorUnsupportedMimeConversion.throwIf(!item.kind().isMail());
        ResponseCode.ErrorInvalidPropertyUpdateSentMessage.throwIf(!item.draft());
    }

    /** The item with the properties of the message. */
    public ItemContent applied(ItemContent item) {
        ItemContent content = given.content();
        ItemContent changed = item;
        for (String property : SAID) {
            changed = changed.without(property);
        }
        for (XmlElement property : content.properties()) {
            changed = changed.with(property);
        }
        return changed.withSubject(content.subject())
                .withBody(content.html(), content.text())
                .withMailTimes(item.received(), content.sent());
    }

    /** Replaces the attachments. Stores the message as MIME source unless other updates changed the item, too. */
    public Item store(MailboxTransaction transaction, Item item) {
        boolean same = MimeSourceStore.readAlike(item.content(), applied(item.content()));
        Item stored = transaction.replaceAttachments(item, given.attachments());
        if (same) {
            MimeSourceStore.keep(transaction.tx(), stored, source);
        }
        return stored;
    }
}
