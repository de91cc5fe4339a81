package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxSearch;
import org.s2slab.exchange.mailbox.PreservationStore;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.WordIndexWriter;
import org.s2slab.exchange.search.QueryParser;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.node.NodeTimers;
import org.s2slab.node.WorkSequence;

/**
 * Purges items from Recoverable Items after the mailbox's retention period, unless a hold applies. A deleted item under
 * a hold is moved out of its owner's sight: to DiscoveryHolds for an In-Place Hold, to Purges for a litigation hold. An
 * item that only a hold retained is purged as soon as no hold applies.
 *
 * <p>The transaction that removes an item also checks its holds, so a hold placed in the meantime applies.
 */
public record ManagedFolderAssistant(
        ItemStore items, MailboxDirectory mailboxes, PreservationStore preservation, Clock clock) {
    /** The product's work cycle: every mailbox once a day. */
    private static final Duration WORK_CYCLE = Duration.ofDays(1);

    /** Items in one transaction, so that other work gets its turn. */
    private static final int BATCH = 100;

    private static final String DELETIONS = both(DistinguishedFolder.RECOVERABLEITEMSDELETIONS);
    private static final String DELETED =
            both(DistinguishedFolder.RECOVERABLEITEMSDELETIONS, DistinguishedFolder.RECOVERABLEITEMSPURGES);

    /** The folders of items that only a hold retains. */
    private static final String FOR_HOLDS =
            both(DistinguishedFolder.DISCOVERYHOLDS, DistinguishedFolder.RECOVERABLEITEMSVERSIONS);

    private static final String RECOVERABLE = both(
            DistinguishedFolder.RECOVERABLEITEMSROOT,
            DistinguishedFolder.RECOVERABLEITEMSDELETIONS,
            DistinguishedFolder.RECOVERABLEITEMSVERSIONS,
            DistinguishedFolder.RECOVERABLEITEMSPURGES,
            DistinguishedFolder.DISCOVERYHOLDS);

    private static final String AMONG = "i.folder IN (SELECT value FROM json_each(?))";
    private static final Statement NOTHING = new Statement("0", List.of());

    /** Works by itself from now on, once in a work cycle. */
    void start(NodeTimers timers) {
        timers.every(WORK_CYCLE, "The managed folder assistant", this::work);
    }

    private Future<Void> work() {
        return WorkSequence.each(mailboxes.all(), this::process);
    }

    /** The retention settings and holds of a mailbox, as a transaction reads them. */
    private record Protection(RetentionSettings retention, Statement holds) {}

    /** Goes through one mailbox now; gives back how many items it has purged. */
    public Future<Integer> process(Mailbox mailbox) {
        AtomicInteger purged = new AtomicInteger();
        return batches(mailbox, this::heldByName, hiding(mailbox, DistinguishedFolder.DISCOVERYHOLDS))
                .compose(moved -> batches(
                        mailbox, this::underLitigation, hiding(mailbox, DistinguishedFolder.RECOVERABLEITEMSPURGES)))
                .compose(moved -> batches(
                        mailbox,
                        this::heldByNobody,
                        (connection, item) ->
                                items.remove(connection, item).onSuccess(removed -> purged.incrementAndGet())))
                .map(done -> purged.get());
    }

    private BiFunction<SqlConnection, Item, Future<Void>> hiding(Mailbox mailbox, DistinguishedFolder folder) {
        return (connection, item) -> items.relocate(
                        connection, item, mailbox, folder.beside(item.folder()).distinguishedName())
                .mapEmpty();
    }

    private Future<Void> batches(
            Mailbox mailbox,
            Function<Protection, Statement> which,
            BiFunction<SqlConnection, Item, Future<Void>> work) {
        return WorkSequence.repeat(() -> items.write(connection -> among(connection, mailbox, which)
                .compose(batch -> WorkSequence.each(batch, item -> work.apply(connection, item))
                        .map(done -> batch.size() == BATCH))));
    }

    private Future<List<Item>> among(SqlConnection connection, Mailbox mailbox, Function<Protection, Statement> which) {
        return WordIndexWriter.catchUp(connection, mailbox)
                .compose(indexed -> preservation.retentionOf(connection, mailbox.id()))
                .compose(retention -> preservation
                        .holdsOn(connection, mailbox.id())
                        .map(holds -> which.apply(new Protection(retention, found(holds)))))
                .map(condition -> new Statement(
                                "SELECT i.number FROM items i WHERE i.mailbox = ? AND ", List.of(mailbox.id()))
                        .with(condition.sql(), condition.values().toArray())
                        .with(" ORDER BY i.number LIMIT ?", BATCH))
                .compose(wanted -> connection.preparedQuery(wanted.sql()).execute(Tuple.from(wanted.values())))
                .compose(rows -> ItemRowMapper.numbered(
                        connection, rows.stream().map(row -> row.getLong(0)).toList()));
    }

    /** Deleted long ago and found by an In-Place Hold; what was deposited stays where its sender looks for it. */
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
                protection.retention().singleItemRecovery() ? both(DistinguishedFolder.DISCOVERYHOLDS) : FOR_HOLDS;
        return new Statement("(" + AMONG, List.of(RECOVERABLE))
                .with(" AND (" + AMONG, atOnce)
                .with(" OR i.placed <= ?)", limit(protection))
                .with(
                        " AND NOT (" + protection.holds().sql() + "))",
                        protection.holds().values().toArray());
    }

    private Statement overdue(String folders, Protection protection) {
        return new Statement(AMONG, List.of(folders)).with(" AND i.placed <= ?", limit(protection));
    }

    private long limit(Protection protection) {
        return clock.instant().minus(protection.retention().retain()).getEpochSecond();
    }

    /** Folders, and those of the archive that correspond, as JSON. */
    private static String both(DistinguishedFolder... folders) {
        return new JsonArray(Stream.of(folders)
                        .flatMap(folder -> Stream.of(folder, folder.beside("archive")))
                        .map(DistinguishedFolder::distinguishedName)
                        .toList())
                .encode();
    }

    /** The items that at least one of the holds finds, each for the duration of the hold. */
    private Statement found(List<MailboxSearch> holds) {
        Instant now = clock.instant();
        Statement any = NOTHING;
        for (MailboxSearch hold : holds) {
            Duration period = hold.period();
            Instant since = period == null ? Instant.EPOCH : now.minus(period);
            Statement found = SearchIndex.condition(QueryParser.parse(hold.query(), now));
            any = any.with(" OR (" + found.sql(), found.values().toArray())
                    .with(" AND " + SearchIndex.CAME + " >= ?)", since.getEpochSecond());
        }
        return any;
    }
}
