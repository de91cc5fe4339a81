package org.s2slab.exchange.mailbox;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.identity.PrincipalId;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/**
 * Stores items that applications deposit in the Purges folder. No other code stores items there. The application in the
 * token and the item's Internet message id identify a deposit. A second deposit with the same identity returns the
 * first item, so an application can repeat a request whose response was lost. An application never gets an item of
 * another application.
 */
public record DepositStore(ItemStore items, AttachmentStore attachments, IdGenerator ids, Clock clock) {
    private static final String IMMUTABLE = "Immutable";

    /**
     * A deposited item that is in the folder.
     *
     * @param isNew whether this call stored the item
     */
    public record Deposit(ItemKind kind, MailboxObjectId id, String changeKey, boolean isNew) {}

    /** An item to deposit, with the identity by which a repeated deposit is recognized. */
    private record NewDeposit(String identity, ItemContent content) {}

    /** Deposits items in a folder of a mailbox. Returns the stored items in the same order. */
    public List<Deposit> put(
            WriteTransaction tx, Mailbox mailbox, String folder, PrincipalId application, List<ItemContent> contents) {
        List<NewDeposit> all = contents.stream()
                .map(content -> requested(application, content))
                .toList();
        Map<String, NewDeposit> distinct = new LinkedHashMap<>();
        all.forEach(one -> distinct.putIfAbsent(one.identity(), one));
        Map<String, Deposit> known = known(tx, mailbox, folder, distinct.keySet());
        List<NewDeposit> missing = distinct.values().stream()
                .filter(one -> !known.containsKey(one.identity()))
                .toList();
        if (!missing.isEmpty()) {
            insert(tx, mailbox, folder, application, missing, known);
        }
        return all.stream()
                .map(one -> Objects.requireNonNull(known.get(one.identity())))
                .toList();
    }

    /**
     * Deposits an item with its attachments in a folder of a mailbox.
     *
     * @param source the RFC 822 message from which the item was made, or null
     */
    public Item put(
            WriteTransaction tx,
            Mailbox mailbox,
            String folder,
            PrincipalId application,
            ItemWithAttachments whole,
            @Nullable Buffer source) {
        Deposit deposit =
                put(tx, mailbox, folder, application, List.of(whole.content())).get(0);
        Item item = items.get(tx, mailbox, deposit.id().key());
        if (!deposit.isNew()) {
            return item;
        }
        Item complete = attachments.addAll(tx, mailbox, item, whole.attachments());
        if (source != null) {
            MimeSourceStore.keep(tx, complete, source);
        }
        return complete;
    }

    /** Adds an attachment to a deposit. Fails with ITEM_UNCHANGEABLE unless this application deposited the item. */
    public Attachment attach(
            WriteTransaction tx, Item item, PrincipalId application, AttachmentWithContent attachment) {
        Kind.ITEM_UNCHANGEABLE.throwIf(!isOpen(item, application));
        return attachments.complete(tx, item, attachment);
    }

    /**
     * Replaces the content of a deposit, then adds the attachments. A hold keeps the original in Versions. Fails with
     * ITEM_UNCHANGEABLE unless this application deposited the item.
     */
    public Item change(
            WriteTransaction tx,
            Item item,
            PrincipalId application,
            ItemContent content,
            List<AttachmentWithContent> attached) {
        Kind.ITEM_UNCHANGEABLE.throwIf(!isOpen(item, application));
        Item changed = items.change(tx, item, content);
        attached.forEach(one -> attachments.complete(tx, changed, one));
        return ItemRowMapper.byNumber(tx, item.number());
    }

    /** Whether an application may change an item: the application deposited the item, and the item is not immutable. */
    private static boolean isOpen(Item item, PrincipalId application) {
        return application.toString().equals(item.depositor())
                && item.content().property(IMMUTABLE).isEmpty();
    }

    /** The content of a deposit, marked as immutable. */
    public static ItemContent immutable(ItemContent content) {
        return content.with(t(IMMUTABLE, "true"));
    }

    /**
     * Removes a deposit permanently. Fails with ITEM_PRESERVED if this application did not deposit the item, or if a
     * hold or single item recovery protects the mailbox.
     */
    public void withdraw(WriteTransaction tx, Item item, PrincipalId application) {
        Kind.ITEM_PRESERVED.throwIf(!isOpen(item, application) || HoldAndRetentionStore.protects(tx, item.mailbox()));
        items.remove(tx, item);
    }

    /** Gives an item without an Internet message id a random identity, so a repeated deposit is stored again. */
    private NewDeposit requested(PrincipalId application, ItemContent content) {
        String id = content.internetMessageId();
        return new NewDeposit(application + " " + (id == null ? ids.uuid() : id), content);
    }

    /** The stored deposits by identity, in a modifiable map. */
    private static Map<String, Deposit> known(
            ReadTransaction rx, Mailbox mailbox, String folder, Set<String> identities) {
        Map<String, Deposit> known = new HashMap<>();
        rx.forEach(
                "SELECT deposit, kind, id, change FROM items WHERE mailbox = ? AND folder = ?"
                        + " AND deposit IN (SELECT value FROM json_each(?))",
                row -> known.put(
                        row.text("deposit"),
                        deposit(
                                mailbox,
                                ItemKind.valueOf(row.text("kind")),
                                row.text("id"),
                                row.integer("change"),
                                false)),
                mailbox.id(),
                folder,
                new JsonArray(List.copyOf(identities)).encode());
        return known;
    }

    private void insert(
            WriteTransaction tx,
            Mailbox mailbox,
            String folder,
            PrincipalId application,
            List<NewDeposit> missing,
            Map<String, Deposit> known) {
        long now = clock.instant().getEpochSecond();
        long change = MailboxChangeLog.next(tx, mailbox.id(), missing.size()) - missing.size();
        // Consecutive ids: an index page costs more to write than the entries on it.
        UUID id = UUID.fromString(ids.uuid());
        for (NewDeposit one : missing) {
            change++;
            ItemRowMapper.insert(
                    tx,
                    one.content(),
                    id.toString(),
                    mailbox.id(),
                    folder,
                    one.identity(),
                    application.toString(),
                    now,
                    change);
            known.put(one.identity(), deposit(mailbox, one.content().kind(), id.toString(), change, true));
            id = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1);
        }
    }

    private static Deposit deposit(Mailbox mailbox, ItemKind kind, String id, long change, boolean isNew) {
        MailboxObjectId storeId = new MailboxObjectId(MailboxObjectId.Kind.ITEM, mailbox.id(), id);
        return new Deposit(kind, storeId, ChangeKeyFormat.of(kind.element(), mailbox.id(), change), isNew);
    }
}
