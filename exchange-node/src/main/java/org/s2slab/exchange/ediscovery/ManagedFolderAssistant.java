package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.exchange.mailbox.WordIndexWriter;
import org.s2slab.exchange.search.QueryParser;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.node.NodeTimers;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.WriteTransaction;

/**
 * Purges items from Recoverable Items after the mailbox's retention period, unless a hold applies. Moves a deleted item
 * under a hold to a folder that the owner does not see: to DiscoveryHolds for an In-Place Hold, to Purges for a
 * litigation hold. An item that only a hold retained is purged as soon as no hold applies.
 *
 * <p>The transaction that removes an item also checks its holds, so that a hold placed in the meantime applies.
 */
public record ManagedFolderAssistant(ItemStore items, MailboxDirectory mailboxes, Clock clock) {
    /** The work cycle of the product: once a day per mailbox. */
    private static final Duration WORK_CYCLE = Duration.ofDays(1);

    /** The number of items per transaction. Small transactions let other work run in between. */
    private static final int BATCH = 100;

    private static final String DELETIONS = in(DistinguishedFolder.RECOVERABLEITEMSDELETIONS);
    private static final String DELETED =
            in(DistinguishedFolder.RECOVERABLEITEMSDELETIONS, DistinguishedFolder.RECOVERABLEITEMSPURGES);

    /** The folders of items that only a hold retains. */
    private static final String FOR_HOLDS =
            in(DistinguishedFolder.DISCOVERYHOLDS, DistinguishedFolder.RECOVERABLEITEMSVERSIONS);

    private static final String RECOVERABLE = in(
            DistinguishedFolder.RECOVERABLEITEMSROOT,
            DistinguishedFolder.RECOVERABLEITEMSDELETIONS,
            DistinguishedFolder.RECOVERABLEITEMSVERSIONS,
            DistinguishedFolder.RECOVERABLEITEMSPURGES,
            DistinguishedFolder.DISCOVERYHOLDS);

    private static final Statement NOTHING = new Statement("FALSE", List.of());

    /** Starts the automatic processing, once per work cycle. */
    void start(NodeTimers timers) {
        timers.every(WORK_CYCLE, "The managed folder assistant", this::work);
    }

    private Future<Void> work() {
        return WorkSequence.each(mailboxes.all(), this::process);
    }

    /** The retention settings and holds of a mailbox, read in a transaction. */
    private record Protection(RetentionSettings retention, Statement holds) {}

    /** Processes one mailbox now. Returns the number of purged items. */
    public Future<Integer> process(Mailbox mailbox) {
        return batches(mailbox, this::heldByName, hiding(mailbox, DistinguishedFolder.DISCOVERYHOLDS))
                .compose(moved -> batches(
                        mailbox, this::underLitigation, hiding(mailbox, DistinguishedFolder.RECOVERABLEITEMSPURGES)))
                .compose(moved -> batches(mailbox, this::heldByNobody, items::remove));
    }

    private BiConsumer<WriteTransaction, Item> hiding(Mailbox mailbox, DistinguishedFolder folder) {
        return (tx, item) ->
                items.relocate(tx, item, mailbox, folder.beside(item.folder()).distinguishedName());
    }

    /** Processes the items of a condition in batches, one transaction per batch. Returns the number of items. */
    private Future<Integer> batches(
            Mailbox mailbox, Function<Protection, Statement> which, BiConsumer<WriteTransaction, Item> work) {
        AtomicInteger done = new AtomicInteger();
        return WorkSequence.repeat(() -> items.database()
                        .write(tx -> {
                            List<Item> batch = among(tx, mailbox, which);
                            batch.forEach(item -> work.accept(tx, item));
                            return batch.size();
                        })
                        .onSuccess(done::addAndGet)
                        .map(size -> size == BATCH))
                .map(all -> done.get());
    }

    private List<Item> among(WriteTransaction tx, Mailbox mailbox, Function<Protection, Statement> which) {
        WordIndexWriter.catchUp(tx, mailbox);
        Statement condition = which.apply(new Protection(
                HoldAndRetentionStore.retentionOf(tx, mailbox.id()),
                found(HoldAndRetentionStore.holdsOn(tx, mailbox.id()))));
        Statement requested = new Statement(
                        "SELECT i.number FROM items i WHERE i.mailbox = ? AND ", List.of(mailbox.id()))
                .with(condition.sql(), condition.values().toArray())
                .with(" ORDER BY i.number LIMIT ?", BATCH);
        return ItemRowMapper.numbered(
                tx,
                tx.list(
                        requested.sql(),
                        row -> row.integer("number"),
                        requested.values().toArray()));
    }

    /** The condition for items after the retention period that an In-Place Hold finds, without deposits. */
    private Statement heldByName(Protection protection) {
        return overdue(DELETED, protection)
                .with(" AND i.deposit IS NULL")
                .with(
                        " AND (" + protection.holds().sql() + ")",
                        protection.holds().values().toArray());
    }

    private Statement underLitigation(Protection protection) {
        return protection.retention().litigationHold() ? overdue(DELETIONS, protection) : NOTHING;
    }

    private Statement heldByNobody(Protection protection) {
        if (protection.retention().litigationHold()) {
            return NOTHING;
        }
        String atOnce =
                protection.retention().singleItemRecovery() ? in(DistinguishedFolder.DISCOVERYHOLDS) : FOR_HOLDS;
        return new Statement("(" + RECOVERABLE + " AND (" + atOnce + " OR i.placed <= ?)", List.of(limit(protection)))
                .with(
                        " AND NOT (" + protection.holds().sql() + "))",
                        protection.holds().values().toArray());
    }

    private Statement overdue(String folders, Protection protection) {
        return new Statement(folders + " AND i.placed <= ?", List.of(limit(protection)));
    }

    private long limit(Protection protection) {
        return clock.instant().minus(protection.retention().retain()).getEpochSecond();
    }

    /** The SQL condition that an item is in one of these folders, or the corresponding folders of the archive. */
    private static String in(DistinguishedFolder... folders) {
        return Stream.of(folders)
                .flatMap(folder -> Stream.of(folder, folder.beside("archive")))
                .map(DistinguishedFolder::distinguishedName)
                .collect(Collectors.joining("', '", "i.folder IN ('", "')"));
    }

    /** The items that at least one hold finds, within the hold's duration. */
    private Statement found(List<SavedMailboxSearch> holds) {
        Instant now = clock.instant();
        Statement any = NOTHING;
        for (SavedMailboxSearch hold : holds) {
            Duration period = hold.period();
            Instant since = period == null ? Instant.EPOCH : now.minus(period);
            Statement found = SearchIndex.condition(QueryParser.parse(hold.query(), now));
            any = any.with(" OR (" + found.sql(), found.values().toArray())
                    .with(" AND " + SearchIndex.CAME + " >= ?)", since.getEpochSecond());
        }
        return any;
    }
}
