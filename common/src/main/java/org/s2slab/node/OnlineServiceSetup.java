package org.s2slab.node;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;

/**
 * Configures an online service without an administrator. Creates a certificate for its assertions, trusts only the
 * authorization server, and registers the other services as applications that get their tokens from this server.
 */
record OnlineServiceSetup(NodeConfig config, OnlineConfig online, Clock clock, TrustComponents trust) {
    /** The name of the authorization server in Microsoft's own scripts. */
    private static final String SERVER = "microsoft.sts";

    /** The name of the same server as the issuer of access tokens, as in Microsoft's instructions. */
    private static final String EVOSTS = "evoSTS";

    private static final Map<String, String> SERVICES = Map.of(
            "microsoft.exchange", WellKnownPrincipals.EXCHANGE,
            "microsoft.sharepoint", WellKnownPrincipals.SHAREPOINT,
            "microsoft.lync", WellKnownPrincipals.LYNC);

    private static final int BITS = 2048;

    /** The validity of a generated certificate; the same as of Exchange's setup. */
    private static final Duration VALIDITY = Duration.ofDays(5 * 365);

    /** Creates missing configuration at the first start; reads the authorization server's document when needed. */
    Future<Void> setUp(PrincipalId self) {
        Future<Void> certified = trust.signingKeys.assignFirst(this::certificate);
        return trust.partners.all().isEmpty() ? certified.compose(done -> register(self)) : certified;
    }

    /** The certificate in the store, which the authorization server may already have, otherwise a new certificate. */
    private SigningKey certificate() {
        List<SigningKey> ready = trust.certificates.all();
        if (ready.size() > 1) {
            throw Refusal.invalid("an online service signs with the one certificate in its store, and there are "
                    + ready.size() + "; leave the one that its authorization server knows");
        }
        return ready.stream().findFirst().orElseGet(() -> {
            Instant now = clock.instant();
            return CertificateTemplate.forTokens(config.domain(), now.minus(Duration.ofDays(1)), now.plus(VALIDITY))
                    .selfSigned(RsaEngine.generate(BITS));
        });
    }

    private Future<Void> register(PrincipalId self) {
        URI federation =
                online.metadata().resolve("/" + online.tenant() + "/federationmetadata/2007-06/federationmetadata.xml");
        Future<?> done = trust.authorizationServers.registerUnread(SERVER, online.metadata(), online.tenant());
        if (!self.id().equals(WellKnownPrincipals.SHAREPOINT)) {
            var evoSts = trust.authorizationServers.evoSts();
            done = done.compose(before -> evoSts.registerUnread(EVOSTS, federation, online.tenant()));
        }
        for (Map.Entry<String, String> service : SERVICES.entrySet()) {
            if (!service.getValue().equals(self.id())) {
                done = done.compose(before -> trust.partners.put(application(service.getKey(), service.getValue())));
            }
        }
        return done.mapEmpty();
    }

    private PartnerApplication application(String name, String id) {
        long now = clock.instant().getEpochSecond();
        return PartnerApplication.byAuthorizationServer(
                name, id, online.tenant(), true, null, PartnerGrants.EVERYTHING, now);
    }

    /** The trusted issuers in the challenges of online services: the authorization server of any tenant. */
    static List<PrincipalId> announced(List<PrincipalId> trusted) {
        return trusted.stream().map(issuer -> new PrincipalId(issuer.id(), "*")).toList();
    }
}
