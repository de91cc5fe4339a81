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
 * Synchronizes the instances of this server that share a database. A change of the registry or of the keys takes effect
 * on every instance within five seconds. A used assertion takes effect at once, by its row (check K2).
 */
final class InstanceSynchronizer extends Feature {
    /** Pause between two synchronizations, in real time. With one wait for the database it stays below five seconds. */
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

    /** Reads the changes of the other instances, if there are any, and publishes this one's keys. */
    private Future<Void> look() {
        return shared ? registry.refresh().compose(read -> published.exchange()) : Future.succeededFuture();
    }

    /** Repeats the synchronization as long as the node runs. The next one makes up for one that fails. */
    private void follow(NodeTimers timers) {
        if (shared) {
            timers.pause(PAUSE)
                    .compose(passed -> look())
                    .onFailure(failure -> LOG.warn("could not look at what other instances have changed", failure))
                    .onComplete(looked -> follow(timers));
        }
    }
}
