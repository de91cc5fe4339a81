package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.HostsFile;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** A node's directory of partners, and one partner, Exchange, that publishes what a test says. */
final class TrustFixture {
    static final String PATH = "/autodiscover/metadata/json/1";
    static final URI URL = URI.create("https://exchange.contoso.com" + PATH);
    static final PrincipalId ISSUER = new PrincipalId(WellKnownPrincipals.EXCHANGE, "contoso.com");
    static final ServiceIdentity SELF = new ServiceIdentity(
            new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com"),
            Set.of("contoso.com"),
            Set.of("lync.contoso.com"));
    static final CallContext CONTEXT = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), "request");

    final Vertx vertx = Vertx.vertx();
    final HostsFile hosts = new HostsFile();
    final TestClock clock = new TestClock();
    final ConfigurationEpoch epoch = new ConfigurationEpoch();
    final OperationCounters counters = new OperationCounters();
    final HopJournal journal = new HopJournal("lync", clock);
    final List<X509Certificate> own = new CopyOnWriteArrayList<>();
    final Database database;
    final FakePartner exchange;
    final MetadataReader reader;
    final PartnerRegistry registry;
    final PartnerDirectory directory;

    TrustFixture(Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        exchange = FakePartner.secure(vertx, hosts, "exchange.contoso.com");
        reader = new MetadataReader(
                new DeploymentHttpClient(vertx, vertx.createHttpClient(TestTls.client()), hosts), counters, false);
        registry = restarted(Set.of());
        directory = directory(registry, Set.of());
    }

    /** What a restart makes of the same database, in a node that learns keys as the products do. */
    PartnerRegistry restarted(Set<ProductBehavior> behaviors) {
        var restarted = new PartnerRegistry(
                database,
                reader,
                epoch,
                clock,
                journal,
                () -> own,
                () -> SELF,
                behaviors.contains(ProductBehavior.PUBLISHED_KEYS));
        restarted.load().await();
        return restarted;
    }

    /** The keys of a registry, in a node that keeps keys as the products do. */
    PartnerDirectory directory(PartnerRegistry partners, Set<ProductBehavior> behaviors) {
        return new PartnerDirectory(partners, clock, () -> own, behaviors, false);
    }

    void stop() {
        database.close().await();
        vertx.close().await();
    }

    void publishes(SigningKey... keys) {
        exchange.on(PATH, FakePartner.json(TestMetadata.document(WellKnownPrincipals.EXCHANGE, "contoso.com", keys)));
    }

    /** Registered by its address only, before its document was read. */
    void register(String name) {
        registry.put(partner(name, "contoso.com", URL, true)).await();
    }

    static PartnerApplication partner(
            String name, @Nullable String realm, @Nullable URI url, boolean enabled, SigningKey... keys) {
        return new PartnerApplication(
                name,
                WellKnownPrincipals.EXCHANGE,
                realm,
                url,
                Arrays.stream(keys).map(SigningKey::certificate).toList(),
                Switches.<PartnerTrait>of().with(PartnerTrait.ENABLED, enabled),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                TestClock.START.getEpochSecond());
    }

    Optional<IssuerKeys.IssuerKey> find(SigningKey key) {
        return directory.find(ISSUER, key.x5t(), CONTEXT).await();
    }

    boolean trusts(SigningKey key) {
        return find(key)
                .filter(found -> found.certificate().equals(key.certificate()))
                .isPresent();
    }

    /** The hops that say a document was refused. */
    List<Hop> refusals() {
        return journal.since(0, null).stream()
                .filter(hop -> hop.kind() == HopKind.METADATA_REFUSED)
                .toList();
    }

    int documentsServed() {
        return exchange.seen().size();
    }

    static Refusal refusalOf(Future<?> outcome) {
        Refusal refusal = catchThrowableOfType(Refusal.class, outcome::await);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
