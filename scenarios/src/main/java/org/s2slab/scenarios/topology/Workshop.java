package org.s2slab.scenarios.topology;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import org.s2slab.pki.KeyPool;
import org.s2slab.trace.Ids;

/**
 * What deployments are made with: one event loop group, one stock of keys, one source of ids for all of them.
 *
 * @param clock the machine's, which the nodes' clocks follow until they are moved
 */
public record Workshop(Vertx vertx, NodeLauncher launcher, SharedKeys keys, Ids ids, Clock clock) {

    /** Keys kept between runs: below the checkout's build folder where it is known, else in the temporary folder. */
    public static SharedKeys sharedKeys() {
        String root = System.getProperty("s2slab.root");
        Path folder = root == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "s2slab-keys-" + System.getProperty("user.name"))
                : Path.of(root, "target", "keys");
        return new SharedKeys(new KeyPool(folder));
    }
}
