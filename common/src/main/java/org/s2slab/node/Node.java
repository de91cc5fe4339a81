package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.s2slab.client.PartnerClient;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.Dialect;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKeys;
import org.s2slab.store.Database;
import org.s2slab.trace.HopJournal;
import org.s2slab.trust.PartnerDirectory;
import org.s2slab.validation.UserDirectory;

/**
 * Everything a role is made of besides its own features: built by its constructor, opened and listening after
 * {@link #start}.
 */
public final class Node {
    /**
     * @param database the role's database, not yet open, so that its stores can be made before the node
     * @param self who the node is now; asked on every request, so it must be a plain read of memory
     * @param users the users a token may name in this node
     */
    public Node(
            Vertx vertx,
            NodeConfig config,
            Dialect dialect,
            Environment environment,
            Database database,
            Supplier<ServiceIdentity> self,
            UserDirectory users) {
        throw new UnsupportedOperationException("skeleton");
    }

    public Database database() {
        throw new UnsupportedOperationException("skeleton");
    }

    public PartnerDirectory partners() {
        throw new UnsupportedOperationException("skeleton");
    }

    public SigningKeys signingKeys() {
        throw new UnsupportedOperationException("skeleton");
    }

    public CertificateStore certificates() {
        throw new UnsupportedOperationException("skeleton");
    }

    public PartnerClient partnerClient() {
        throw new UnsupportedOperationException("skeleton");
    }

    public ConfigurationEpoch epoch() {
        throw new UnsupportedOperationException("skeleton");
    }

    public HopJournal journal() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Something the role reads from the open database before it listens; called in the order given. */
    public Node afterOpening(Supplier<Future<Void>> load) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Opens the database, loads, mounts the doors and listens; succeeds when both ports take requests. */
    public Future<Void> start(Door... doors) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Stops listening, lets running requests end, closes the database. */
    public Future<Void> stop() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The port partners and people reach, after {@link #start}. */
    public int port() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The port administrators reach, after {@link #start}. */
    public int managementPort() {
        throw new UnsupportedOperationException("skeleton");
    }
}
