package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.ActorTokenSelector;
import org.s2slab.client.AuthorizationServerTokenSource;
import org.s2slab.client.PartnerCallRegistry;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.SelfIssuedTokenSource;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.http.Dialect;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.AdjustableClock;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.Database;
import org.s2slab.telemetry.SpanExport;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.LabelledCounters;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.TrustSubject;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.trust.MetadataReader;
import org.s2slab.trust.PartnerDirectory;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.UserDirectory;

/** The components that prove a node's identity and validate callers: keys, partners, validator, partner client. */
final class TrustComponents {
    /**
     * The maximum delay until Exchange's background task activates a staged certificate after its effective date
     * (https://microsoft.github.io/CSS-Exchange/Admin/MonitorExchangeAuthCertificate/).
     */
    private static final Duration LATEST_ACTIVATION = Duration.ofHours(24);

    final ConfigurationEpoch epoch = new ConfigurationEpoch();
    final OperationCounters counters = new OperationCounters();
    final InternalFailures failures = new InternalFailures(counters);
    final LabelledCounters calls = new LabelledCounters();
    final LabelledCounters hops = new LabelledCounters();
    final @Nullable SpanExport export;
    final HopJournal journal;
    final CertificateStore certificates;
    final SigningKeyStore signingKeys;
    final PartnerRegistry partners;
    final PartnerDirectory directory;
    final AuthorizationServerDirectory authorizationServers;
    final PartnerClient client;
    final TokenValidator validator;
    final NodeReadiness readiness;

    /** Creates clients with the same trust and empty caches, for tests of calls. */
    final Supplier<PartnerClient> freshClients;

    private final boolean isOnline;

    /** The reason not to sign a token for a user with a certificate. A role may replace this check before the start. */
    BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection = (key, user) -> Optional.empty();

    TrustComponents(
            Vertx vertx,
            NodeConfig config,
            NodeEnvironment environment,
            Database database,
            Supplier<ServiceIdentity> self,
            UserDirectory users,
            Dialect dialect) {
        isOnline = config.online() != null;
        var clock = environment.clock();
        export = export(config, self, clock);
        journal = new HopJournal(config.name(), clock, hops, export == null ? SpanObserver.NONE : export.observer());
        certificates = new CertificateStore(config.data().resolve("certificates"));
        signingKeys = new SigningKeyStore(database, certificates, clock, epoch);
        if (config.simulation().behaviors().contains(ProductBehavior.LATE_ACTIVATION)) {
            signingKeys.activateAfter(LATEST_ACTIVATION);
        }

        var engine = new RsaEngine(counters);
        var trusted = vertx.createHttpClient(TlsOptions.client(config.tls().trustedRoots()));
        var http = new DeploymentHttpClient(vertx, trusted, environment.hosts()).observedBy(journal.spans());
        var reader = new MetadataReader(http, counters, false);
        partners = new PartnerRegistry(
                database,
                reader,
                epoch,
                clock,
                journal,
                this::ownCertificates,
                self,
                config.simulation().behaviors().contains(ProductBehavior.PUBLISHED_KEYS));
        directory = new PartnerDirectory(
                partners, clock, this::ownCertificates, config.simulation().behaviors(), isOnline);
        authorizationServers = new AuthorizationServerDirectory(partners, directory, clock);
        freshClients = () -> {
            var issuer = new TokenIssuer(engine, clock);
            var selfIssued = new SelfIssuedTokenSource(
                    signingKeys, issuer, (key, user) -> objection.apply(key, user), dialect.hints());
            var instruments = new PartnerClient.Instruments(
                    epoch, journal, counters, environment.ids(), new PartnerCallRegistry(clock));
            var issued = new AuthorizationServerTokenSource(
                    authorizationServers, http, selfIssued, issuer, clock, instruments);
            var tokens = new ActorTokenSelector(partners, authorizationServers, self, selfIssued, issued);
            return new PartnerClient(http, tokens, issuer, instruments);
        };
        client = freshClients.get();
        readiness = new NodeReadiness(database, signingKeys, self, dialect.profile(), engine, clock);
        validator = new TokenValidator(self, directory, users, engine, dialect.profile(), clock, epoch);
    }

    /** Without a collector, no class of OpenTelemetry is loaded, and no thread begins. */
    private static @Nullable SpanExport export(NodeConfig config, Supplier<ServiceIdentity> self, Clock clock) {
        TelemetryConfig to = config.network().telemetry();
        Supplier<String> role = () -> self.get().principal().product();
        Clock machine = AdjustableClock.machine(clock);
        return to == null ? null : new SpanExport(to, config.name(), config.domain(), role, System.getenv(), machine);
    }

    /** Sends the last spans, if the node has a collector. */
    Future<Void> close(Vertx vertx) {
        SpanExport last = export;
        return last == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(
                        () -> {
                            last.close();
                            return null;
                        },
                        false);
    }

    /** Loads the trust configuration from the open database. */
    Future<Void> load() {
        return signingKeys.load().compose(loaded -> partners.load());
    }

    /** The issuers to name in {@code trusted_issuers}. */
    List<PrincipalId> announced() {
        List<PrincipalId> trusted = directory.trustedIssuers();
        return isOnline ? OnlineServiceSetup.announced(trusted) : trusted;
    }

    /** The subjects of the node's trust, for the journal. */
    List<TrustSubject> subjects(ServiceIdentity self) {
        return new TrustSubjectCollector(signingKeys, partners).of(self);
    }

    private List<X509Certificate> ownCertificates() {
        return signingKeys.published().stream().map(SigningKey::certificate).toList();
    }
}
