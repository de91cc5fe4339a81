package org.s2slab.exchange.ediscovery;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.directory.ForestHoldStore;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.node.Feature;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/** Combines eDiscovery, In-Place Holds and retention. */
public final class EDiscoveryFeature extends Feature {
    /** The interval at which the words of new items are indexed, if no search needs them earlier. */
    private static final Duration INDEX_PERIOD = Duration.ofSeconds(1);

    private final HoldAndRetentionStore preservation;
    private final InPlaceHoldService holds;
    private final ManagedFolderAssistant assistant;
    private final List<EwsOperation> operations;

    /** @param forest the folder that represents the forest's directory, or null without a forest */
    public EDiscoveryFeature(
            Vertx vertx,
            Database database,
            @Nullable Path forest,
            ItemStore items,
            MailboxDirectory mailboxes,
            DistributionGroupStore groups,
            QueryReader queries,
            Clock clock,
            IdGenerator ids) {
        preservation = new HoldAndRetentionStore(database);
        holds = new InPlaceHoldService(
                preservation,
                mailboxes,
                queries,
                forest == null ? null : ForestHoldStore.in(vertx, forest),
                clock,
                ids);
        assistant = new ManagedFolderAssistant(items, mailboxes, clock);
        var sources = new SearchableMailboxOperations(mailboxes, groups, preservation);
        var search = new SearchMailboxes(items, mailboxes, queries);
        var nonIndexable = new NonIndexableItemOperations(items, mailboxes);
        var hold = new HoldOperations(holds, mailboxes);
        operations = List.of(
                EwsOperation.of("GetSearchableMailboxes", sources::list),
                EwsOperation.of("GetDiscoverySearchConfiguration", sources::searches),
                EwsOperation.of("SearchMailboxes", search::perform),
                EwsOperation.of("GetNonIndexableItemStatistics", nonIndexable::count),
                EwsOperation.of("GetNonIndexableItemDetails", nonIndexable::list),
                EwsOperation.of("SetHoldOnMailboxes", hold::set),
                EwsOperation.of("GetHoldOnMailboxes", hold::get));
        onLoad(holds::load);
        onStart(assistant::start);
        onStart(timers -> timers.every(INDEX_PERIOD, "The full-text index", items.words()::look));
    }

    public HoldAndRetentionStore preservation() {
        return preservation;
    }

    public InPlaceHoldService holds() {
        return holds;
    }

    public ManagedFolderAssistant assistant() {
        return assistant;
    }

    public List<EwsOperation> operations() {
        return operations;
    }
}
