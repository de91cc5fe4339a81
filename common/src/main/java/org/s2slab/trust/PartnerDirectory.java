package org.s2slab.trust;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TrustedIssuer;

/**
 * Finds the keys of partner applications and authorization servers, for validating tokens. Reads the
 * {@link PartnerRegistry}. If keys are missing or a thumbprint is unknown, the registry refreshes the keys from
 * AuthMetadata, at most once per issuer in 30 seconds (checks L1 to L9).
 */
public final class PartnerDirectory implements IssuerKeys {
    private final PartnerRegistry registry;
    private final Supplier<List<X509Certificate>> own;
    private final FreshnessPolicy freshness;
    private final boolean online;
    private Predicate<PrincipalId> hasRole = application -> false;

    /**
     * @param own the certificates this node itself signs with now; they never prove a partner (check E3)
     * @param behaviors the differences to the product that are switched off at this node
     * @param online whether this is an online service, which accepts every application of its tenant
     */
    public PartnerDirectory(
            PartnerRegistry registry,
            Clock clock,
            Supplier<List<X509Certificate>> own,
            Set<ProductBehavior> behaviors,
            boolean online) {
        this.registry = registry;
        this.online = online;
        this.own = own;
        this.freshness = new FreshnessPolicy(clock, behaviors);
    }

    /** Sets which applications of the tenant have management roles at this service. */
    public void admits(Predicate<PrincipalId> applications) {
        hasRole = applications;
    }

    @Override
    public Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context) {
        ResolvedPartner partner = partners().claiming(issuer).orElse(null);
        if (partner == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return freshness.suffices(partner, x5t)
                ? Future.succeededFuture(held(issuer, x5t))
                : readAgain(partner, context).map(read -> held(issuer, x5t));
    }

    @Override
    public Optional<IssuerKey> held(PrincipalId issuer, String x5t) {
        return partners()
                .signingAs(issuer)
                .flatMap(partner -> partner.certificate(x5t)
                        .filter(certificate -> !own.get().contains(certificate))
                        .map(certificate -> new IssuerKey(partner.trusted(issuer), certificate)));
    }

    /** Reads a partner's document again if it is old. The last good one is valid for a day. */
    Future<Void> bringUpToDate(String name, CallContext context) {
        ResolvedPartner partner = partners().named(name);
        return partner == null || freshness.isFresh(partner) ? Future.succeededFuture() : readAgain(partner, context);
    }

    /** Reads a partner's document if this is allowed now; fails without a document that is young enough. */
    private Future<Void> readAgain(ResolvedPartner partner, CallContext context) {
        if (!partner.readsMetadata()) {
            return Future.succeededFuture();
        }
        return registry.readAgain(partner, context).transform(read -> {
            ResolvedPartner now = partners().named(partner.application().name());
            boolean spent = now != null && freshness.isSpent(now);
            return spent ? Future.failedFuture(withoutKeys(partner, read.cause())) : Future.succeededFuture();
        });
    }

    private static Refusal withoutKeys(ResolvedPartner partner, @Nullable Throwable cause) {
        String rule = cause instanceof Refusal refusal && refusal.rule() != null ? refusal.rule() : "L7";
        return new Refusal(
                        RefusalCode.VALIDATION_FAILED,
                        rule,
                        "no usable keys of '" + partner.application().name() + "': "
                                + (cause == null ? "its document was not read" : cause.getMessage()))
                .because(cause);
    }

    @Override
    public Optional<TrustedIssuer> registered(PrincipalId issuer) {
        return partners().signingAs(issuer).map(partner -> partner.trusted(issuer));
    }

    @Override
    public Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application) {
        return partners()
                .namedBy(issuer.isAuthorizationServer(), application)
                .map(partner -> partner.trusted(application));
    }

    @Override
    public Optional<TrustedIssuer> ofTenant(TrustedIssuer issuer, PrincipalId application) {
        boolean vouched = online
                && issuer.isAuthorizationServer()
                && application.realm().equals(issuer.issuer().realm());
        return vouched
                ? Optional.of(TrustedIssuer.ofTenant(application, issuer.trustedSince(), hasRole.test(application)))
                : Optional.empty();
    }

    private PartnerSnapshot partners() {
        return registry.now();
    }

    /**
     * The enabled issuers, for {@code trusted_issuers}: authorization servers first, as Exchange lists them in hybrid
     * deployments. Applications without their own keys are left out, and servers of type AzureAD, which no challenge of
     * the products names here.
     */
    public List<PrincipalId> trustedIssuers() {
        return partners().all().stream()
                .filter(partner -> partner.application().enabled() && partner.mayHaveKeys())
                .filter(partner -> !partner.application().isEvoSts())
                .sorted(Comparator.comparing(partner -> !partner.application().isAuthorizationServer()))
                .flatMap(partner -> partner.issuer().stream())
                .toList();
    }
}
