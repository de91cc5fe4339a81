package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.HostsFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.lync.LyncConfig;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.store.Database;
import org.s2slab.testing.TestDialect;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/**
 * A server whose only endpoint accepts calls with Lync's tokens for Anna: the call at its least, with the whole check-list.
 * Several of these servers can have one database.
 */
final class PooledCallServer {
    static final String PATH = "/closed";

    private PooledCallServer() {}

    /** @param args the configuration file */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        NodeConfig config = ConfigFile.read(Path.of(args[0]), LyncConfig.class).node();
        Node node = node(vertx, config, Database.of(vertx, config, "db/common"));
        node.start(new Feature()
                        .endpoints(EndpointGroup.forPartners(router -> router.post(PATH)
                                .handler(request -> request.response().end("hello")))))
                .compose(started -> node.partners().put(lync()))
                .await();
        System.out.println("READY " + node.port());
    }

    private static Node node(Vertx vertx, NodeConfig config, Database database) {
        UserIdentifiers anna = new UserIdentifiers(null, TestTokens.ANNA, TestTokens.ANNA, null);
        return new Node(
                vertx,
                config,
                new TestDialect(),
                new NodeEnvironment(Clock.systemUTC(), IdGenerator.random(), new HostsFile()),
                database,
                () -> new ServiceIdentity(
                        TestTokens.EXCHANGE, Set.of(TestTokens.REALM), Set.of(TestTokens.EXCHANGE_HOST)),
                (kind, value) -> Future.succeededFuture(List.of(new ActingUser("1", anna, TestTokens.REALM, true))));
    }

    private static PartnerApplication lync() {
        return new PartnerApplication(
                "Lync",
                TestTokens.LYNC.id(),
                TestTokens.REALM,
                null,
                List.of(TestKeys.lync().certificate()),
                Switches.of(PartnerTrait.ENABLED),
                TrustLevel.FULL,
                "account",
                PartnerGrants.NONE,
                0);
    }
}
