package org.s2slab.authz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.s2slab.authz.cmdlets.LabServerCmdlets;
import org.s2slab.authz.cmdlets.TenantSelector;
import org.s2slab.authz.grants.AssertionExaminer;
import org.s2slab.authz.grants.IssuedTokenStore;
import org.s2slab.authz.grants.TokenGrantService;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.signin.SignInEndpoints;
import org.s2slab.authz.tokens.AcsTokenEndpoint;
import org.s2slab.authz.tokens.InstanceDiscoveryEndpoint;
import org.s2slab.authz.tokens.LibraryTokenEndpoint;
import org.s2slab.authz.tokens.OpenIdEndpoint;
import org.s2slab.authz.tokens.PublishedKeys;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;

/** The feature of the token endpoints, the records of issued tokens, and the server's keys and metadata documents. */
final class TokenServiceFeature extends Feature {
    private static final int BITS = 2048;

    /** Interval between two purges of expired token records. */
    private static final Duration PURGE = Duration.ofHours(1);

    /** Number of published previous certificates. With one rollover a day, no token outlives its certificate. */
    private static final int PREVIOUS_KEPT = 4;

    /** The validity of a signing certificate of the service. */
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);

    private final PublishedKeys published;

    /** Lets the node's examiner of tokens apply the rules for assertions. */
    TokenServiceFeature(
            Node node, TenantRegistry registry, TenantPeople people, TenantSelector selection, AuthzDialect dialect) {
        var clock = node.clock();
        var hosts = node.config().network().hosts();
        var issued = new IssuedTokenStore(node.database());
        var keys = node.signingKeys().keepPrevious(PREVIOUS_KEPT);
        published = new PublishedKeys(node.database(), keys::published, clock);
        var engine = new RsaEngine(node.counters());
        var grants = new TokenGrantService(
                registry,
                issued,
                keys::current,
                engine,
                node.journal(),
                node.config().simulation().policiesBy(clock),
                node.ids());
        var tokens = new AcsTokenEndpoint(grants, hosts, clock);
        node.examinesBy(new AssertionExaminer(registry, tokens.door(), LibraryTokenEndpoint::door, clock));
        var signIn = new SignInEndpoints(registry, people, node.database(), node.journal(), clock, hosts);
        onLoad(() -> keys.assignFirst(() -> certificate(clock)));
        onLoad(() -> issued.open(clock.instant()));
        endpoints(EndpointGroup.forAnyone(
                tokens,
                new TenantMetadataEndpoint(registry, dialect, published::certificates),
                new LibraryTokenEndpoint(
                        signIn.tokens(grants, issued, keys::current, engine, node.ids()), hosts, clock),
                signIn.devices(),
                new InstanceDiscoveryEndpoint(registry, hosts, clock),
                new OpenIdEndpoint(registry, published::certificates, hosts)));
        endpoints(EndpointGroup.forBrowsers(signIn.pages()));
        cmdlets(new LabServerCmdlets(node.vertx(), keys, issued, selection, clock, () -> certificate(clock)).all());
        onStart(timers -> timers.every(PURGE, "Purging old records of tokens", () -> issued.purge(clock.instant())));
        onStart(timers -> timers.every(PURGE, "Purging old grants of people", () -> signIn.purge(clock.instant())));
    }

    PublishedKeys published() {
        return published;
    }

    private static SigningKey certificate(Clock clock) {
        Instant now = clock.instant();
        return CertificateTemplate.forTokens(AuthzDialect.NAME, now.minus(Duration.ofDays(1)), now.plus(VALIDITY))
                .selfSigned(RsaEngine.generate(BITS));
    }
}
