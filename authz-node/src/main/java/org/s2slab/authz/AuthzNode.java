package org.s2slab.authz;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.s2slab.http.NotYetEndpoint;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.Door;
import org.s2slab.node.Environment;
import org.s2slab.node.Node;
import org.s2slab.node.NodeMain;
import org.s2slab.node.Role;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;

/** The authorization server role, so far without tokens: publishes its AuthMetadata and declines the rest. */
public final class AuthzNode extends Role {
    private static final int BITS = 2048;

    /** How long a signing certificate of the service is valid. */
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);

    private static final String LATER = "The authorization server's actor tokens come with a later version of this lab;"
            + " so far this node publishes /{tenant}/metadata/json/1";

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
        Database database = Database.of(vertx, config.node(), "db/common");
        var principal = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, config.tenantId());
        var self = new ServiceIdentity(
                principal, Set.of(principal.realm()), Set.copyOf(config.node().hosts()));
        var dialect = new AuthzDialect();
        Node started = runsOn(new Node(
                vertx,
                config.node(),
                dialect,
                environment,
                database,
                () -> self,
                (kind, value) -> Future.succeededFuture(List.of())));
        return started.certifiesItself(() -> certificate(environment.clock()))
                .start(Door.forAnyone(
                        new TenantMetadataEndpoint(config, dialect, principal, started.signingKeys()::published),
                        new NotYetEndpoint("/.*", LATER)));
    }

    private static SigningKey certificate(Clock clock) {
        Instant now = clock.instant();
        return CertificateTemplate.forTokens(AuthzDialect.NAME, now.minus(Duration.ofDays(1)), now.plus(VALIDITY))
                .selfSigned(RsaEngine.generate(BITS));
    }
}
