package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.Challenge;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.AuthMetadataEndpoint;
import org.s2slab.http.BasicAuthenticator;
import org.s2slab.http.CallerAuthenticator;
import org.s2slab.http.Dialect;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HttpListener;
import org.s2slab.http.PortDescription;
import org.s2slab.http.RequestTrace;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.management.AdministratorAuthenticator;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.management.ClockEndpoint;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletEndpoint;
import org.s2slab.management.DateCmdlets;
import org.s2slab.management.ExaminationEndpoint;
import org.s2slab.management.HealthEndpoint;
import org.s2slab.management.MonitoringEndpoint;
import org.s2slab.management.TrustJournal;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.Database;
import org.s2slab.trace.SpanObserver.Side;
import org.s2slab.trace.TrustSubject;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.TokenExaminer;
import org.s2slab.validation.UserDirectory;

/** The two ports of a node, for partners and people and for administrators, with their endpoint groups. */
final class NodeListeners {
    /** The time in seconds for running requests to end when the node stops. */
    private static final long GRACE = 5;

    /**
     * The time in milliseconds for callers to leave a server of a pool before it stops. A caller finds an idle connection
     * up to one second too late.
     */
    private static final long LEAVING = (TlsOptions.CLIENT_IDLE + 2) * 1_000L;

    /** The names of the machine itself. A name server cannot give these names to another machine. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Vertx vertx;
    private final NodeConfig config;
    private final Dialect dialect;
    private final NodeEnvironment environment;
    private final TrustComponents trust;
    private final Supplier<ServiceIdentity> self;
    private final UserDirectory users;
    private final List<HttpListener> open = new ArrayList<>();

    NodeListeners(
            Vertx vertx,
            NodeConfig config,
            Dialect dialect,
            NodeEnvironment environment,
            TrustComponents trust,
            Supplier<ServiceIdentity> self,
            UserDirectory users) {
        this.vertx = vertx;
        this.config = config;
        this.dialect = dialect;
        this.environment = environment;
        this.trust = trust;
        this.self = self;
        this.users = users;
    }

    /** The credentials of the node and of its administrator. */
    record Credentials(HttpServerOptions tls, AdministratorCredential administrator) {}

    Future<Void> open(
            BearerValidator validator,
            TokenExaminer examiner,
            Credentials credentials,
            NodeHealthCmdlets health,
            Database database,
            List<Feature> features) {
        HttpServerOptions tls = credentials.tls();
        List<EndpointGroup> groups = Feature.all(features, feature -> feature.endpoints);
        HttpListener front =
                listener(Side.SERVED, FailureHandler.forPublic(dialect, trust.failures, foremost(validator, groups)));
        HttpListener back = listener(Side.MANAGED, FailureHandler.forAdministrators(trust.failures));
        Router publicRouter = front.router();
        mount(front, publicRouter, validator, groups);
        Router managementRouter = back.router();
        List<Cmdlet> cmdlets = Feature.all(features, feature -> feature.cmdlets);
        List<Supplier<List<TrustSubject>>> subjects = Feature.all(features, feature -> feature.subjects);
        var changes = new TrustJournal(
                trust.journal,
                () -> Stream.concat(
                                trust.subjects(self.get()).stream(),
                                subjects.stream().flatMap(more -> more.get().stream()))
                        .toList());
        manage(back, managementRouter, credentials.administrator(), examiner, health, cmdlets, changes);
        new MetricsEndpoint(environment.clock(), trust, database, health, front, back)
                .mount(NodeDescription.routes(managementRouter, List.of()));
        return front.listen(tls, orAny(config.network().listen()), publicRouter, trust.journal.wire())
                .onSuccess(listening -> open.add(front))
                .compose(first -> back.listen(tls, orAny(config.network().management()), managementRouter))
                .onSuccess(listening -> open.add(back));
    }

    int port() {
        return open.get(0).port();
    }

    int managementPort() {
        return open.get(1).port();
    }

    /** Sends callers to the other servers of the pool; only administrators are served on new connections. */
    Future<Void> leave() {
        return config.isPooled() && !open.isEmpty() ? open.get(0).leave(LEAVING) : Future.succeededFuture();
    }

    Future<Void> close() {
        return Future.join(open.stream().map(listener -> listener.close(GRACE)).toList())
                .mapEmpty();
    }

    private HttpListener listener(Side side, FailureHandler responder) {
        var traces = new RequestTrace(
                environment.ids(), dialect.requestIdFields(), side, trust.journal.spans(), trust.calls);
        return new HttpListener(
                vertx,
                traces,
                trust.journal,
                trust.counters,
                responder,
                config.simulation().requestLimits(),
                dialect.largestBody());
    }

    private void mount(HttpListener front, Router router, BearerValidator validator, List<EndpointGroup> groups) {
        new AuthMetadataEndpoint(dialect, self, trust.signingKeys::published)
                .mount(new EndpointRoutes(router, List.of()));
        var people = new BasicAuthenticator(config, users);
        Set<String> names = namesAt(config.network().listen());
        for (EndpointGroup group : groups) {
            BearerValidator own = Objects.requireNonNullElse(group.validator(), validator);
            CallerAuthenticator authenticator = switch (group.visitors()) {
                case ANYONE, BROWSERS -> null;
                case PEOPLE -> authenticator(null, people);
                case PARTNERS -> authenticator(own, null);
                case PEOPLE_AND_PARTNERS -> authenticator(own, people);
            };
            for (Endpoint endpoint : group.endpoints()) {
                endpoint.mount(new EndpointRoutes(
                        router,
                        front.checks().ofEndpoint(endpoint, group.meetsBrowsers() ? names : null, authenticator)));
            }
        }
    }

    /** The names of a node: its hosts, the names of the machine itself, and its listening address. */
    private Set<String> namesAt(@Nullable ListenerConfig listener) {
        Set<String> names = new HashSet<>(LOOPBACK);
        config.network().hosts().forEach(host -> names.add(lowerCase(host)));
        Objects.requireNonNullElse(config.network().reachedAs(), List.<String>of())
                .forEach(name -> names.add(lowerCase(name)));
        if (!orAny(listener).acceptsEveryAddress()) {
            names.add(IpAddressSyntax.inUrl(lowerCase(orAny(listener).address())));
        }
        return names;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The authenticator for partners and people if an endpoint needs both, else for partners; may be empty. */
    private Optional<CallerAuthenticator> foremost(BearerValidator validator, List<EndpointGroup> groups) {
        Set<EndpointGroup.Visitors> visitors =
                groups.stream().map(EndpointGroup::visitors).collect(Collectors.toSet());
        boolean both = visitors.contains(EndpointGroup.Visitors.PEOPLE_AND_PARTNERS);
        return both || visitors.contains(EndpointGroup.Visitors.PARTNERS)
                ? Optional.of(authenticator(validator, both ? new BasicAuthenticator(config, users) : null))
                : Optional.empty();
    }

    private CallerAuthenticator authenticator(@Nullable BearerValidator partners, @Nullable BasicAuthenticator people) {
        return new CallerAuthenticator(
                dialect,
                self,
                trust::announced,
                trust.journal,
                partners,
                people,
                fields -> Challenge.parse(fields).map(Challenge::content));
    }

    private void manage(
            HttpListener back,
            Router router,
            AdministratorCredential administrator,
            TokenExaminer examiner,
            NodeHealthCmdlets health,
            List<Cmdlet> cmdlets,
            TrustJournal changes) {
        List<Cmdlet> all = Stream.of(
                        cmdlets,
                        new DateCmdlets(vertx, config, environment.clock()).all(),
                        health.cmdlets(),
                        new PartnerStateCmdlets(trust.client).all())
                .flatMap(List::stream)
                .toList();
        var state = new MonitoringEndpoint.State(
                trust.readiness::require, health::deferred, environment.ids().uuid());
        Set<String> names = namesAt(config.network().management());
        new HealthEndpoint(config.name(), trust.readiness::require)
                .mount(NodeDescription.routes(router, back.checks().ofAnyone(names)));
        back.checks()
                .ofAdministrators(names, new AdministratorAuthenticator(administrator))
                .forEach(check -> router.route().handler(check.handler()));
        var routes = NodeDescription.routes(router, List.of());
        new MonitoringEndpoint(trust.journal, trust.counters, trust.failures, state).mount(routes);
        new ClockEndpoint(config, environment.clock()).mount(routes);
        new ExaminationEndpoint(config, examiner).mount(routes);
        health.copies().mount(routes);
        new CmdletEndpoint(all, changes).mount(routes);
        PortDescription.mount(routes, NodeDescription::get);
    }

    private static ListenerConfig orAny(@Nullable ListenerConfig listener) {
        return Objects.requireNonNullElse(listener, ListenerConfig.ANY);
    }
}
