package org.s2slab.lync;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.lync.oauth.OAuthConfiguration;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.SigningKey;

/** Lync's identity from its OAuth configuration, and the users for whom it signs tokens. */
final class LyncServiceIdentity implements Supplier<ServiceIdentity> {
    private final Supplier<OAuthConfiguration> configuration;
    private final Set<String> hosts;
    private volatile Known known;

    /** The identity that belongs to one OAuth configuration. */
    private record Known(OAuthConfiguration configuration, ServiceIdentity identity) {}

    LyncServiceIdentity(Supplier<OAuthConfiguration> configuration, List<String> hosts) {
        this.configuration = configuration;
        this.hosts = new HashSet<>();
        hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
        this.known = identityUnder(configuration.get());
    }

    @Override
    public ServiceIdentity get() {
        OAuthConfiguration now = configuration.get();
        if (!known.configuration().equals(now)) {
            known = identityUnder(now);
        }
        return known.identity();
    }

    private Known identityUnder(OAuthConfiguration now) {
        var principal = new PrincipalId(now.serviceName(), now.realm());
        return new Known(now, new ServiceIdentity(principal, Set.of(now.realm()), hosts));
    }

    /**
     * The reason not to sign a token for a user, if any: the certificate must contain the domain of the user's SIP
     * address, as subject or further name (protocol section 9). We conclude that the product checks this when it signs,
     * and not only at the assignment, from the sentence "additional SIP domains go into the Subject Alternative Name".
     */
    static Optional<String> objection(SigningKey key, UserIdentifiers user) {
        String sip = user.sip();
        if (sip == null) {
            return Optional.empty();
        }
        String domain = sip.substring(sip.indexOf('@') + 1);
        CertificateDomains covered = CertificateDomains.of(key.certificate());
        return covered.covers(domain)
                ? Optional.empty()
                : Optional.of("the OAuthTokenIssuer certificate stands for "
                        + covered.names().stream().sorted().toList() + " and not for '" + domain
                        + "', the SIP domain of " + sip
                        + "; assign one that names it in its subject alternative name by"
                        + " Set-CsCertificate -Type OAuthTokenIssuer");
    }
}
