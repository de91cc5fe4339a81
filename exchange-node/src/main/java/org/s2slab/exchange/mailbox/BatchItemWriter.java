package org.s2slab.exchange.mailbox;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NewAttachment;
import org.s2slab.exchange.ids.ChangeKey;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.identity.PrincipalId;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/**
 * What applications put into the folder for deposits: the only way in. A deposit is known again by the application, as
 * its token names it, and the item's Internet message id: a second one of both gets the first one back, so whoever did not
 * hear our answer may simply try again, and nobody else's item is ever taken for it.
 */
public record BatchItemWriter(ItemStore items, AttachmentStore attachments, IdGenerator ids, Clock clock) {
    private static final String IMMUTABLE = "Immutable";

    /**
     * An item that lies in the folder now.
     *
     * @param isNew whether it was put there this time
     */
    public record Deposit(ItemKind kind, StoreId id, String changeKey, boolean isNew) {}

    /** An item as it is brought, and what it is known again by. */
    private record Wanted(String identity, String earlier, ItemContent content) {}

    /** Puts them into a folder of a mailbox; each of them as it lies there, in their order. */
    public Future<List<Deposit>> put(
            SqlConnection connection,
            Mailbox mailbox,
            String folder,
            PrincipalId application,
            List<ItemContent> contents) {
        List<Wanted> all =
                contents.stream().map(content -> wanted(application, content)).toList();
        Map<String, Wanted> distinct = new LinkedHashMap<>();
        all.forEach(one -> distinct.putIfAbsent(one.identity(), one));
        return known(connection, mailbox, folder, distinct.values().stream().toList())
                .compose(known -> {
                    List<Wanted> missing = distinct.values().stream()
                            .filter(one -> !known.containsKey(one.identity()))
                            .toList();
                    Future<?> inserted = missing.isEmpty()
                            ? Future.succeededFuture()
                            : insert(connection, mailbox, folder, application, missing, known);
                    return inserted.map(done -> all.stream()
                            .map(one -> Objects.requireNonNull(known.get(one.identity())))
                            .toList());
                });
    }

    /**
     * Puts an item with its attachments into a folder of a mailbox.
     *
     * @param source the message of RFC 822 that it was given as, or null
     */
    public Future<Item> put(
            SqlConnection connection,
            Mailbox mailbox,
            String folder,
            PrincipalId application,
            ItemWithAttachments whole,
            @Nullable Buffer source) {
        return put(connection, mailbox, folder, application, List.of(whole.content()))
                .map(deposits -> deposits.get(0))
                .compose(deposit -> items.get(connection, mailbox, deposit.id().key())
                        .compose(item -> deposit.isNew()
                                ? complete(connection, mailbox, item, whole, source)
                                : Future.succeededFuture(item)));
    }

    private Future<Item> complete(
            SqlConnection connection, Mailbox mailbox, Item item, ItemWithAttachments whole, @Nullable Buffer source) {
        return attachments
                .addAll(connection, mailbox, item, whole.attachments())
                .compose(complete -> source == null
                        ? Future.succeededFuture(complete)
                        : MimeSourceStore.keep(connection, complete, source).map(complete));
    }

    /** Attaches something to a deposit, once. Fails with ITEM_UNCHANGEABLE where another application made it, or nobody. */
    public Future<Attachment> attach(
            SqlConnection connection, Item item, PrincipalId application, NewAttachment attachment) {
        boolean before = item.depositor() == null && item.deposit() != null;
        return before || isOpen(item, application)
                ? attachments.complete(connection, item, attachment)
                : MailboxException.failed(MailboxException.Kind.ITEM_UNCHANGEABLE);
    }

    /**
     * Gives a deposit another content, then attaches all of these to it; a hold keeps the original in Versions. Fails with
     * ITEM_UNCHANGEABLE where another application made it, or nobody.
     */
    public Future<Item> change(
            SqlConnection connection,
            Item item,
            PrincipalId application,
            ItemContent content,
            List<NewAttachment> attached) {
        return isOpen(item, application)
                ? items.change(connection, item, content)
                        .compose(changed ->
                                WorkSequence.each(attached, one -> attachments.complete(connection, changed, one)))
                        .compose(done -> ItemRowMapper.byNumber(connection, item.number()))
                : MailboxException.failed(MailboxException.Kind.ITEM_UNCHANGEABLE);
    }

    /** Whether an application may change an item: it deposited the item and has not made it immutable. */
    private static boolean isOpen(Item item, PrincipalId application) {
        return application.toString().equals(item.depositor())
                && item.content().property(IMMUTABLE).isEmpty();
    }

    /** A deposit that can no longer be changed. */
    public static ItemContent immutable(ItemContent content) {
        return content.with(t(IMMUTABLE, "true"));
    }

    /**
     * Removes a deposit for good. Fails with ITEM_PRESERVED where another application made it, or nobody, and where a hold
     * or single item recovery protects the mailbox.
     */
    public Future<Void> withdraw(SqlConnection connection, Item item, PrincipalId application) {
        return PreservationStore.protects(connection, item.mailbox())
                .compose(kept -> kept || !isOpen(item, application)
                        ? MailboxException.failed(MailboxException.Kind.ITEM_PRESERVED)
                        : items.remove(connection, item));
    }

    /** One without an Internet message id is known again by nothing. */
    private Wanted wanted(PrincipalId application, ItemContent content) {
        String id = content.internetMessageId();
        String given = id == null ? ids.uuid() : id;
        return new Wanted(application + " " + given, given, content);
    }

    /** By identity. Deposits of the time before applications were noted have the message id alone. */
    private static Future<Map<String, Deposit>> known(
            SqlConnection connection, Mailbox mailbox, String folder, List<Wanted> wanted) {
        List<String> looked = wanted.stream()
                .flatMap(one -> Stream.of(one.identity(), one.earlier()))
                .toList();
        return Rows.query(
                        connection,
                        "SELECT deposit, kind, id, change, depositor FROM items WHERE mailbox = ? AND folder = ?"
                                + " AND deposit IN (SELECT value FROM json_each(?))",
                        mailbox.id(),
                        folder,
                        new JsonArray(looked).encode())
                .map(rows -> {
                    Map<String, Deposit> ours = new HashMap<>();
                    Map<String, Deposit> earlier = new HashMap<>();
                    rows.forEach(row -> (row.getString(4) == null ? earlier : ours)
                            .put(
                                    row.getString(0),
                                    deposit(
                                            mailbox,
                                            ItemKind.valueOf(row.getString(1)),
                                            row.getString(2),
                                            row.getLong(3),
                                            false)));
                    wanted.stream()
                            .filter(one -> earlier.containsKey(one.earlier()))
                            .forEach(one -> ours.putIfAbsent(one.identity(), earlier.get(one.earlier())));
                    return ours;
                });
    }

    private Future<?> insert(
            SqlConnection connection,
            Mailbox mailbox,
            String folder,
            PrincipalId application,
            List<Wanted> missing,
            Map<String, Deposit> known) {
        long now = clock.instant().getEpochSecond();
        return MailboxChangeLog.next(connection, mailbox.id(), missing.size()).compose(last -> {
            long change = last - missing.size();
            // Ids beside each other, as each index page that is written costs more than what is written on it.
            UUID first = UUID.fromString(ids.uuid());
            List<Tuple> rows = new ArrayList<>();
            for (Wanted one : missing) {
                String id = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + rows.size())
                        .toString();
                change++;
                rows.add(ItemRowMapper.ofNew(
                        one.content(), id, mailbox.id(), folder, one.identity(), application.toString(), now, change));
                known.put(one.identity(), deposit(mailbox, one.content().kind(), id, change, true));
            }
            return connection.preparedQuery(ItemRowMapper.NEW).executeBatch(rows);
        });
    }

    private static Deposit deposit(Mailbox mailbox, ItemKind kind, String id, long change, boolean isNew) {
        StoreId storeId = new StoreId(StoreId.Kind.ITEM, mailbox.id(), id);
        return new Deposit(kind, storeId, ChangeKey.of(kind.element(), mailbox.id(), change), isNew);
    }
}
