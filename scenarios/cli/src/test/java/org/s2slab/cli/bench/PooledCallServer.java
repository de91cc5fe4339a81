package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.HostsFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.lync.LyncConfig;
import org.s2slab.lync.archiving.Transcript;
import org.s2slab.lync.archiving.TranscriptQueue;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.PemFiles;
import org.s2slab.store.Database;
import org.s2slab.testing.TestDialect;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/**
 * A server whose endpoints accept calls with Lync's tokens for Anna: a call at its least, with the whole check-list, and one
 * that stores a transcript of a kilobyte in the queue for Exchange. Several of these servers can have one database.
 */
final class PooledCallServer {
    static final String CALL = "/closed";
    static final String TRANSCRIPT = "/transcript";

    private PooledCallServer() {}

    /** @param args the configuration file, and a file with the certificate of Lync, whose keys differ in each process */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        NodeConfig config = ConfigFile.read(Path.of(args[0]), LyncConfig.class).node();
        Database database = Database.of(vertx, config, "db/common", "db/lync").overwritingDeleted();
        Node node = node(vertx, config, database);
        var queue = new TranscriptQueue(database, IdGenerator.random(), RegistrarPools.of(config));
        var stored = new AtomicInteger();
        node.start(new Feature().endpoints(EndpointGroup.forPartners(router -> {
                    router.post(CALL).handler(request -> request.response().end("hello"));
                    router.post(TRANSCRIPT)
                            .handler(request -> store(queue, stored.incrementAndGet())
                                    .onSuccess(done -> request.response().end("stored"))
                                    .onFailure(request::fail));
                })))
                .compose(started -> node.partners().put(lync(Path.of(args[1]))))
                .await();
        System.out.println("READY " + node.port());
    }

    private static Future<Void> store(TranscriptQueue queue, int number) {
        Transcript transcript = ArchivingNode.transcript(number, Clock.systemUTC());
        return queue.store(
                transcript, Map.of("anna@contoso.com", transcript), List.of(), Instant.now(), null, tx -> {});
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

    private static PartnerApplication lync(Path certificate) {
        return new PartnerApplication(
                "Lync",
                TestTokens.LYNC.id(),
                TestTokens.REALM,
                null,
                List.of(PemFiles.readCertificates(certificate).get(0)),
                Switches.of(PartnerTrait.ENABLED),
                TrustLevel.FULL,
                "account",
                PartnerGrants.NONE,
                0);
    }
}
