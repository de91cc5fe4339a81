package org.s2slab.exchange.discovery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemRows;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxSearch;
import org.s2slab.exchange.mailbox.Preservation;
import org.s2slab.exchange.mailbox.Retention;
import org.s2slab.exchange.search.QueryParser;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through mailboxes and purges what has lain in Recoverable Items for longer than the mailbox retains it, unless a
 * hold finds it. What is held, and was only deleted, goes to Purges, out of its owner's sight.
 *
 * <p>Whether an item is held is asked in the transaction that removes it, so that a hold placed meanwhile is kept.
 */
public final class ManagedFolderAssistant {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedFolderAssistant.class);

    /** The product's work cycle: every mailbox once a day. */
    private static final Duration WORK_CYCLE = Duration.ofDays(1);

    /** Milliseconds between looks at the clock. */
    private static final long LOOK = 60_000;

    /** Items in one transaction, so that other work gets its turn. */
    private static final int BATCH = 100;

    private static final List<Folder> DELETIONS =
            List.of(Folder.RECOVERABLEITEMSDELETIONS, Folder.ARCHIVERECOVERABLEITEMSDELETIONS);
    private static final List<Folder> RECOVERABLE = List.of(
            Folder.RECOVERABLEITEMSROOT,
            Folder.RECOVERABLEITEMSDELETIONS,
            Folder.RECOVERABLEITEMSVERSIONS,
            Folder.RECOVERABLEITEMSPURGES,
            Folder.ARCHIVERECOVERABLEITEMSROOT,
            Folder.ARCHIVERECOVERABLEITEMSDELETIONS,
            Folder.ARCHIVERECOVERABLEITEMSVERSIONS,
            Folder.ARCHIVERECOVERABLEITEMSPURGES);

    private static final Statement EVERYTHING = new Statement("1", List.of());
    private static final Statement NOTHING = new Statement("0", List.of());

    private final ItemStore items;
    private final MailboxDirectory mailboxes;
    private final Preservation preservation;
    private final Clock clock;
    private Instant next;

    public ManagedFolderAssistant(ItemStore items, MailboxDirectory mailboxes, Preservation preservation, Clock clock) {
        this.items = items;
        this.mailboxes = mailboxes;
        this.preservation = preservation;
        this.clock = clock;
        this.next = clock.instant().plus(WORK_CYCLE);
    }

    /** Works by itself from now on, once in a work cycle. */
    public Future<Void> start(Vertx vertx) {
        vertx.setPeriodic(
                LOOK, timer -> work().onFailure(failure -> LOG.error("The assistant could not finish", failure)));
        return Future.succeededFuture();
    }

    /** Goes through all mailboxes if the work cycle is over. */
    Future<Void> work() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return Future.succeededFuture();
        }
        next = now.plus(WORK_CYCLE);
        Future<Void> done = Future.succeededFuture();
        for (Mailbox mailbox : mailboxes.all()) {
            done = done.compose(before -> process(mailbox).mapEmpty());
        }
        return done;
    }

    /** Goes through one mailbox now; gives back how many items it has purged. */
    public Future<Integer> process(Mailbox mailbox) {
        return batches(mailbox, DELETIONS, true, (connection, item) -> {
                    Folder purges = item.folder().startsWith("archive")
                            ? Folder.ARCHIVERECOVERABLEITEMSPURGES
                            : Folder.RECOVERABLEITEMSPURGES;
                    return items.move(connection, item, mailbox, purges.distinguishedName())
                            .mapEmpty();
                })
                .compose(moved -> batches(mailbox, RECOVERABLE, false, items::remove));
    }

    private Future<Integer> batches(
            Mailbox mailbox, List<Folder> folders, boolean held, BiFunction<SqlConnection, Item, Future<Void>> work) {
        return items.write(connection -> overdue(connection, mailbox, folders, held)
                        .compose(batch -> {
                            Future<Void> done = Future.succeededFuture();
                            for (Item item : batch) {
                                done = done.compose(before -> work.apply(connection, item));
                            }
                            return done.map(batch.size());
                        }))
                .compose(size -> size < BATCH
                        ? Future.succeededFuture(size)
                        : batches(mailbox, folders, held, work).map(more -> size + more));
    }

    private Future<List<Item>> overdue(SqlConnection connection, Mailbox mailbox, List<Folder> folders, boolean held) {
        return preservation
                .retentionOf(connection, mailbox.id())
                .compose(retention -> preservation
                        .holdsOn(connection, mailbox.id())
                        .map(holds -> overdue(mailbox, folders, held, retention, holds)))
                .compose(wanted -> connection.preparedQuery(wanted.sql()).execute(Tuple.from(wanted.values())))
                .compose(rows -> ItemRows.numbered(
                        connection, rows.stream().map(row -> row.getLong(0)).toList()));
    }

    private Statement overdue(
            Mailbox mailbox, List<Folder> folders, boolean held, Retention retention, List<MailboxSearch> holds) {
        List<String> names = folders.stream().map(Folder::distinguishedName).toList();
        Instant limit = clock.instant().minus(retention.retain());
        Statement finding = retention.litigationHold() ? EVERYTHING : found(holds);
        return new Statement("SELECT i.number FROM items i WHERE i.mailbox = ?", List.of(mailbox.id()))
                .with(" AND i.folder IN (SELECT value FROM json_each(?))", new JsonArray(names).encode())
                .with(" AND i.placed <= ?", limit.getEpochSecond())
                .with(
                        " AND " + (held ? "" : "NOT ") + "(" + finding.sql() + ")",
                        finding.values().toArray())
                .with(" ORDER BY i.number LIMIT ?", BATCH);
    }

    /** What at least one of the holds finds, each for as long as it says. */
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
