package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.s2slab.config.ConfigFile;
import org.s2slab.ews.EwsClient;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.lync.LyncConfig;
import org.s2slab.lync.archiving.ConferenceUploadStore;
import org.s2slab.lync.archiving.ExchangeArchive;
import org.s2slab.lync.archiving.StorageService;
import org.s2slab.lync.archiving.Transcript;
import org.s2slab.lync.archiving.TranscriptQueue;
import org.s2slab.lync.exchange.ConfiguredMailboxLocator;
import org.s2slab.lync.exchange.LyncFailureMapping;
import org.s2slab.lync.oauth.OAuthConfigurationStore;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.ProductVerticle;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/**
 * A Lync node that does nothing but archive: its stores and its storage service, without people at its door. It takes
 * over the folder of a Lync that was configured before, and its trust with it.
 */
final class ArchivingNode extends ProductVerticle {
    private static final String ANNA = "anna@contoso.com";

    private final LyncConfig config;
    private final NodeEnvironment environment;
    private final Clock clock;
    private final Database database;
    private final TranscriptQueue transcripts;
    private StorageService storage;
    private volatile boolean delivering;
    private int made;

    ArchivingNode(Vertx vertx, Path config, NodeEnvironment environment) {
        this.config = ConfigFile.read(config, LyncConfig.class);
        this.environment = environment;
        this.clock = environment.clock();
        this.database =
                Database.of(vertx, this.config.node(), "db/common", "db/lync").overwritingDeleted();
        this.transcripts = new TranscriptQueue(database, environment.ids(), RegistrarPools.of(this.config.node()));
    }

    @Override
    public Future<?> start() {
        String domain = config.node().domain();
        List<String> hosts = config.node().network().hosts();
        var self = new ServiceIdentity(
                new PrincipalId(WellKnownPrincipals.LYNC, domain), Set.of(domain), Set.copyOf(hosts));
        var oauth = new OAuthConfigurationStore(database, domain);
        var users = new UserStore(database, config.node().accounts(), () -> domain);
        Node node = runsOn(new Node(vertx, config.node(), new TestDialect(), environment, database, () -> self, users));
        var ews = new EwsClient(
                node.partnerClient(),
                new ConfiguredMailboxLocator(node.partnerClient(), oauth::current),
                new LyncFailureMapping());
        var exchange = new ExchangeArchive(ews, new ConferenceUploadStore(database));
        node.timers().atEachLook("Archiving", database::emptyLog);
        storage = new StorageService(
                transcripts, exchange, users, new InternalFailures(new OperationCounters()), clock, environment.ids());
        return node.start(new Feature()
                .onLoad(oauth::load)
                .onLoad(users::load)
                .onLoad(transcripts::load)
                .onStop(storage::stop));
    }

    /** Whether the storage service brings to Exchange what is stored from now on. */
    void delivers(boolean expected) {
        delivering = expected;
    }

    /** Stores so many transcripts, in lanes of which each waits until one is durable before it stores the next. */
    void store(int count, int lanes) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> Future.all(IntStream.range(0, lanes)
                        .mapToObj(lane -> lane(count / lanes))
                        .toList())
                .<Void>mapEmpty()
                .onComplete(done));
        done.future().await();
    }

    private Future<Void> lane(int count) {
        AtomicInteger left = new AtomicInteger(count);
        return WorkSequence.repeat(() -> {
            made++;
            Transcript transcript = transcript(made, clock);
            return transcripts
                    .store(transcript, Map.of(ANNA, transcript), List.of(), clock.instant(), null, tx -> {})
                    .map(stored -> {
                        if (delivering) {
                            storage.wake();
                        }
                        return left.decrementAndGet() > 0;
                    });
        });
    }

    /** Brings the rest of the queue to Exchange and waits until all is in the mailbox. */
    void delivered() {
        while (left() > 0) {
            context.runOnContext(now -> storage.wake());
            vertx.timer(5, TimeUnit.MILLISECONDS).await();
        }
    }

    private long left() {
        return database.read(rx -> rx.number("SELECT COUNT(*) AS number FROM deliveries"))
                .await();
    }

    /** Of one kilobyte as it is stored. */
    static Transcript transcript(int number, Clock clock) {
        return new Transcript(
                "3f2504e0-4f89-41d3-9a0c-" + number,
                1,
                false,
                "Conversation",
                List.of(
                        new Transcript.Participant("anna@contoso.com", "Anna", "anna@contoso.com", "anna@contoso.com"),
                        new Transcript.Participant("bert@contoso.com", "Bert", "bert@contoso.com", "bert@contoso.com")),
                IntStream.rangeClosed(1, 5)
                        .mapToObj(entry -> new Transcript.Entry(
                                entry,
                                clock.instant(),
                                Transcript.Kind.MESSAGE,
                                entry % 2 == 1 ? "anna@contoso.com" : "bert@contoso.com",
                                "what we say about the budget of the next year and the figures " + number))
                        .toList());
    }
}
