package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.client.PartnerClient;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.http.Dialect;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.management.CertificateStoreCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.Database;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.TokenExaminer;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.UserDirectory;

/** The parts that every role has besides its own features; {@link #start} opens the database and the ports. */
public final class Node {
    private final Vertx vertx;
    private final NodeConfig config;
    private final Database database;
    private final Supplier<ServiceIdentity> self;
    private final NodeEnvironment environment;
    final TrustComponents trust;
    final NodeListeners ports;
    private final NodeTimers timers;
    private final NodeHealthCmdlets health;
    private List<Feature> features = List.of();
    private BearerValidator validator;
    private TokenExaminer examiner;

    /**
     * @param database the role's database, not yet open, so that its stores can be made before the node
     * @param self the node's current identity; it is read on every request, so it must only read memory
     * @param users the directory of the node's users; a token must name one of them
     */
    public Node(
            Vertx vertx,
            NodeConfig config,
            Dialect dialect,
            NodeEnvironment environment,
            Database database,
            Supplier<ServiceIdentity> self,
            UserDirectory users) {
        this.vertx = vertx;
        this.config = config;
        this.database = database;
        this.self = self;
        this.environment = environment;
        this.trust = new TrustComponents(vertx, config, environment, database, self, users, dialect);
        this.ports = new NodeListeners(vertx, config, dialect, environment, trust, self, users);
        this.timers = new NodeTimers(vertx, environment.clock(), trust.failures);
        this.health = new NodeHealthCmdlets(vertx, config, environment.clock(), database);
        this.validator = trust.validator;
        database.instances().onChange(trust::load);
        this.examiner = trust.validator;
    }

    public Vertx vertx() {
        return vertx;
    }

    public NodeConfig config() {
        return config;
    }

    /** The first of the node's hosts. */
    public String host() {
        return config.network().hosts().get(0);
    }

    public Clock clock() {
        return environment.clock();
    }

    public IdGenerator ids() {
        return environment.ids();
    }

    public Database database() {
        return database;
    }

    public PartnerRegistry partners() {
        return trust.partners;
    }

    /** The authorization servers whose tokens are accepted and from which tokens are requested. */
    public AuthorizationServerDirectory authorizationServers() {
        return trust.authorizationServers;
    }

    public SigningKeyStore signingKeys() {
        return trust.signingKeys;
    }

    public CertificateStore certificates() {
        return trust.certificates;
    }

    public PartnerClient partnerClient() {
        return trust.client;
    }

    public ConfigurationEpoch epoch() {
        return trust.epoch;
    }

    /** The timers of this node; they stop when it stops. */
    public NodeTimers timers() {
        return timers;
    }

    public HopJournal journal() {
        return trust.journal;
    }

    /** The record of this node's internal failures. */
    public InternalFailures failures() {
        return trust.failures;
    }

    public OperationCounters counters() {
        return trust.counters;
    }

    /**
     * Sets the check that a certificate may sign tokens for a user, for instance that it covers the user's SIP domain.
     * Must be called before {@link #start}.
     */
    public Node signsUnless(BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection) {
        trust.objection = objection;
        return this;
    }

    /** Replaces the node's validator, for instance to add a product's own tokens; call it before {@link #start}. */
    public Node validatesBy(BearerValidator other) {
        validator = other;
        return this;
    }

    /** Sets the examiner of tokens for administrators if it is not the validator; call it before {@link #start}. */
    public Node examinesBy(TokenExaminer other) {
        examiner = other;
        return this;
    }

    /** The validator with the whole check-list. */
    public TokenValidator validator() {
        return trust.validator;
    }

    /** The cmdlets of every product besides its own, such as those for the certificate store and the test call. */
    public List<Cmdlet> serverCmdlets() {
        List<Cmdlet> all = new ArrayList<>(List.of(
                new PartnerTestCmdlet(trust.freshClients, environment.ids()).cmdlet(),
                new ProductBehaviorCmdlet(config.simulation().behaviors()).cmdlet()));
        all.addAll(new CertificateStoreCmdlets(vertx, certificates(), signingKeys(), environment.clock()).all());
        return aboutTrust(all);
    }

    /** The cmdlets about trust that this node offers; an online service offers only those that change nothing. */
    public List<Cmdlet> aboutTrust(List<Cmdlet> cmdlets) {
        return config.online() == null
                ? cmdlets
                : cmdlets.stream().filter(cmdlet -> !cmdlet.changes()).toList();
    }

    /**
     * Opens the database, loads all features, follows changes of other instances, mounts the endpoints and listens. Succeeds when both ports accept
     * requests and the features have started their background work.
     */
    public Future<Void> start(Feature... parts) {
        features = List.of(parts);
        all(feature -> feature.queues).forEach(health::add);
        return database.open()
                .compose(opened -> database.syncedAsOne(this::loadAll))
                .compose(loaded -> database.instances().follow(trust.epoch::advance))
                .compose(loaded -> vertx.executeBlocking(this::credentials))
                .compose(credentials -> ports.open(validator, examiner, credentials, health, database, features))
                .onSuccess(listening -> all(feature -> feature.starts).forEach(start -> start.accept(timers)))
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    /** Ends the periodic work and the features, stops listening, waits for running requests, closes the database. */
    public Future<Void> stop() {
        Future<Void> stopped = timers.stop();
        for (Supplier<Future<Void>> stop : all(feature -> feature.stops)) {
            stopped = stopped.eventually(stop);
        }
        return stopped.eventually(ports::close).eventually(database::close).eventually(() -> trust.close(vertx));
    }

    /** The port for partners and people, after {@link #start}. */
    public int port() {
        return ports.port();
    }

    /** The port for administrators, after {@link #start}. */
    public int managementPort() {
        return ports.managementPort();
    }

    private Future<Void> setUpOnline() {
        OnlineConfig online = config.online();
        return online == null
                ? Future.succeededFuture()
                : new OnlineServiceSetup(config, online, clock(), trust)
                        .setUp(self.get().principal());
    }

    private Future<Void> loadAll() {
        Future<Void> done = trust.load().compose(loaded -> setUpOnline());
        for (Supplier<Future<Void>> load : all(feature -> feature.loads)) {
            done = done.compose(before -> load.get());
        }
        return done;
    }

    private <T> List<T> all(Function<Feature, List<T>> part) {
        return Feature.all(features, part);
    }

    private NodeListeners.Credentials credentials() {
        return new NodeListeners.Credentials(
                TlsOptions.server(config.tls().tlsKey(), config.tls().tlsCertificate()),
                AdministratorCredential.in(config.data()));
    }
}
