package org.s2slab.exchange.ediscovery;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.directory.ActiveDirectory;
import org.s2slab.exchange.addressbook.DistributionGroups;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.Preservation;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.node.Feature;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** eDiscovery, In-Place Holds and retention. */
public final class EDiscoveryFeature extends Feature {
    private final Preservation preservation;
    private final InPlaceHolds holds;
    private final ManagedFolderAssistant assistant;
    private final List<EwsOperation> operations;

    /** @param forest the folder that stands for the forest's directory, or null where there is none */
    public EDiscoveryFeature(
            Vertx vertx,
            Database database,
            @Nullable Path forest,
            ItemStore items,
            MailboxDirectory mailboxes,
            DistributionGroups groups,
            QueryReader queries,
            Clock clock,
            Ids ids) {
        preservation = new Preservation(database);
        holds = new InPlaceHolds(preservation, mailboxes, forest == null ? null : ActiveDirectory.in(vertx, forest));
        assistant = new ManagedFolderAssistant(items, mailboxes, preservation, clock);
        var sources = new SearchableMailboxes(mailboxes, groups, preservation);
        var search = new SearchMailboxes(items, mailboxes, queries);
        var hold = new HoldOperations(preservation, holds, mailboxes, queries, clock, ids);
        operations = List.of(
                new DiscoveryOperation("GetSearchableMailboxes", sources::list),
                new DiscoveryOperation("GetDiscoverySearchConfiguration", sources::searches),
                new DiscoveryOperation("SearchMailboxes", search::perform),
                new DiscoveryOperation("SetHoldOnMailboxes", hold::set),
                new DiscoveryOperation("GetHoldOnMailboxes", hold::get));
        onLoad(holds::load);
        onStart(assistant::start);
    }

    public Preservation preservation() {
        return preservation;
    }

    public InPlaceHolds holds() {
        return holds;
    }

    public ManagedFolderAssistant assistant() {
        return assistant;
    }

    public List<EwsOperation> operations() {
        return operations;
    }
}
