package org.s2slab.authz;

import io.vertx.core.Future;
import java.time.Duration;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.config.NodeConfig;
import org.s2slab.node.Feature;
import org.s2slab.node.NodeTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the other instances of this server where they share a database: what is changed at one, in the registry or of the
 * keys, counts at all within five seconds. A used assertion counts at all at once, by its row (check K2).
 */
final class InstanceSynchronizer extends Feature {
    /** Of real time, between two looks: with one that has to wait for the database, less than five seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(InstanceSynchronizer.class);

    private final boolean shared;
    private final TenantRegistry registry;
    private final PublishedKeys published;

    InstanceSynchronizer(NodeConfig config, TenantRegistry registry, PublishedKeys published) {
        this.shared = config.database() != null;
        this.registry = registry;
        this.published = published;
        onLoad(this::look);
        onStart(this::follow);
    }

    /** Takes over what the others have changed, and tells them this one's keys; nothing where there are no others. */
    private Future<Void> look() {
        return shared ? registry.refresh().compose(read -> published.exchange()) : Future.succeededFuture();
    }

    /** Looks again and again, as long as the node runs. A look that fails is made up for by the next. */
    private void follow(NodeTimers timers) {
        if (shared) {
            timers.pause(PAUSE)
                    .compose(passed -> look())
                    .onFailure(failure -> LOG.warn("could not look at what other instances have changed", failure))
                    .onComplete(looked -> follow(timers));
        }
    }
}
