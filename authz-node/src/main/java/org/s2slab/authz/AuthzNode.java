package org.s2slab.authz;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.s2slab.authz.cmdlets.CredentialCmdlets;
import org.s2slab.authz.cmdlets.ServerCmdlets;
import org.s2slab.authz.cmdlets.ServicePrincipalCmdlets;
import org.s2slab.authz.cmdlets.TenantCmdlets;
import org.s2slab.authz.cmdlets.TenantSelection;
import org.s2slab.authz.grants.AssertionExaminer;
import org.s2slab.authz.grants.IssuedTokens;
import org.s2slab.authz.grants.TokenGrants;
import org.s2slab.authz.registry.Registry;
import org.s2slab.authz.tokens.OpenIdEndpoint;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.authz.tokens.TokenEndpoint;
import org.s2slab.authz.tokens.V2TokenEndpoint;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;

/** The authorization server role: tenants, their applications, and tokens for those that prove themselves. */
public final class AuthzNode extends Role {
    private static final int BITS = 2048;

    /** Between two looks for records of tokens that are old enough to go. */
    private static final Duration PURGE = Duration.ofHours(1);

    /** Previous certificates published: rolled once a day, which Microsoft's never was, no token outlives its certificate. */
    private static final int PREVIOUS_KEPT = 4;

    /** How long a signing certificate of the service is valid. */
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);

    private final AuthzConfig config;
    private final Environment environment;

    public AuthzNode(AuthzConfig config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, AuthzConfig.class, AuthzNode::new);
    }

    @Override
    public Future<?> start() {
        var clock = environment.clock();
        var hosts = config.node().hosts();
        Database database = Database.of(vertx, config.node(), "db/common", "db/authz");
        var registry = new Registry(config.allTenants(), config.onlineServices(), database, environment.ids());
        var dialect = new AuthzDialect();
        Node started = runsOn(node(dialect, database))
                .certifiesItself(() -> certificate(clock))
                .afterOpening(
                        () -> vertx.executeBlocking(registry::readServices).compose(registry::load));
        var issued = new IssuedTokens(database);
        var keys = started.signingKeys().keepPrevious(PREVIOUS_KEPT);
        var grants = new TokenGrants(
                registry, issued, keys::current, new RsaEngine(started.counters()), started.journal(), clock);
        var published = new PublishedKeys(database, keys::published, clock);
        var instances = new Instances(started.timers(), config.node(), registry, published);
        var selection = new TenantSelection(registry);
        var tokens = new TokenEndpoint(grants, hosts, clock);
        return started.afterOpening(() -> issued.open(clock.instant()))
                .afterOpening(instances::look)
                .examinesBy(new AssertionExaminer(registry, tokens.door(), V2TokenEndpoint::door, clock))
                .start(
                        Door.forAnyone(
                                tokens,
                                new TenantMetadataEndpoint(registry, dialect, published::certificates),
                                new V2TokenEndpoint(grants, hosts, clock),
                                new OpenIdEndpoint(registry, published::certificates, hosts)),
                        Door.forAdministrators(List.of(
                                new TenantCmdlets(registry, selection).all(),
                                new ServicePrincipalCmdlets(registry, selection, environment).all(),
                                new CredentialCmdlets(registry, selection, environment).all(),
                                new ServerCmdlets(vertx, keys, issued, selection, clock, () -> certificate(clock))
                                        .all())))
                .onSuccess(listening -> {
                    instances.follow();
                    started.timers().every(PURGE, "Purging old records of tokens", () -> issued.purge(clock.instant()));
                });
    }

    /** Of itself it is one principal in each tenant; a node has one, by which nobody here is told anything. */
    private Node node(AuthzDialect dialect, Database database) {
        var principal = config.allTenants().get(0).issuer();
        var self = new ServiceIdentity(
                principal, Set.of(principal.realm()), Set.copyOf(config.node().hosts()));
        return new Node(
                vertx,
                config.node(),
                dialect,
                environment,
                database,
                () -> self,
                (kind, value) -> Future.succeededFuture(List.of()));
    }

    private static SigningKey certificate(Clock clock) {
        Instant now = clock.instant();
        return CertificateTemplate.forTokens(AuthzDialect.NAME, now.minus(Duration.ofDays(1)), now.plus(VALIDITY))
                .selfSigned(RsaEngine.generate(BITS));
    }
}
