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
 * on every instance within five seconds. The use of an assertion takes effect at once, by its row (check K2).
 */
final class InstanceSynchronizer extends Feature {
    /** Pause between two synchronizations, in real time; with a wait for the database less than five seconds. */
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

    /** Reads the changes of the other instances, and publishes this instance's keys. */
    private Future<Void> look() {
        return shared ? registry.refresh().compose(read -> published.exchange()) : Future.succeededFuture();
    }

    /** Repeats the synchronization as long as the node runs. If it fails, the next run does the same work. */
    private void follow(NodeTimers timers) {
        if (shared) {
            timers.pause(PAUSE)
                    .compose(passed -> look())
                    .onFailure(failure -> LOG.warn("could not look at what other instances have changed", failure))
                    .onComplete(looked -> follow(timers));
        }
    }
}
