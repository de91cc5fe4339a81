package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.hybrid.ConnectivityTest;
import org.s2slab.exchange.hybrid.Connectors;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.node.Door;
import org.s2slab.node.Node;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** What makes this organisation one half of a hybrid one, put together. */
final class HybridParts {
    private final Connectors connectors;

    HybridParts(Database database) {
        connectors = new Connectors(database);
    }

    Future<Void> load() {
        return connectors.load();
    }

    /** The cmdlets it is set up and tested with. */
    Door door(Node node, MailboxDirectory mailboxes, Ids ids) {
        var test = new ConnectivityTest(node.partnerClient(), node.epoch(), node.journal(), ids);
        return Door.forAdministrators(
                List.of(new ConnectorCmdlets(connectors).all(), new ConnectivityCmdlet(test, mailboxes).all()));
    }
}
