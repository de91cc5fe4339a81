package org.s2slab.authz;

import io.vertx.core.Future;
import java.time.Duration;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.node.Feature;
import org.s2slab.store.Database;

/**
 * Synchronizes the instances of this server that share a database. A change of the registry or of the keys takes effect
 * on every instance within milliseconds, or within five seconds if its notification is lost. The use of an assertion
 * takes effect at once, by its row (check K2).
 */
final class InstanceSynchronizer extends Feature {
    private final TenantRegistry registry;
    private final PublishedKeys published;

    InstanceSynchronizer(Database database, TenantRegistry registry, PublishedKeys published) {
        this.registry = registry;
        this.published = published;
        if (database.isShared()) {
            onLoad(this::look);
            database.instances().onChange(this::look);
            onStart(timers -> timers.every(
                    Duration.ofSeconds(PublishedKeys.REPEAT), "Publishing this server's keys", published::exchange));
        }
    }

    /** Reads the changes of the other instances, and publishes this instance's keys. */
    private Future<Void> look() {
        return registry.refresh().compose(read -> published.exchange());
    }
}
