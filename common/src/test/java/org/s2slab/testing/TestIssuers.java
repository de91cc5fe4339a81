package org.s2slab.testing;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.CallContext;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.TrustedIssuer;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;
import org.s2slab.validation.UserDirectory;

/** The issuers that a server trusts, with keys from a test, and the users that the server knows. */
public class TestIssuers implements IssuerKeys, UserDirectory {
    public final Map<PrincipalId, TrustedIssuer> issuers = new HashMap<>();
    /** The applications whose tokens the authorization server issues. */
    public final Map<PrincipalId, TrustedIssuer> vouchedFor = new HashMap<>();

    public final Map<PrincipalId, List<X509Certificate>> certificates = new HashMap<>();
    public final Map<String, List<ActingUser>> users = new LinkedHashMap<>();
    public final List<String> asked = new ArrayList<>();

    /** Trusts an issuer with this key as its only key. */
    public final void trust(PrincipalId issuer, SigningKey key, TrustLevel level, boolean broker) {
        issuers.put(
                issuer,
                new TrustedIssuer(
                        issuer.product(),
                        issuer,
                        Switches.of(IssuerTrait.ENABLED, IssuerTrait.LINKED_ACCOUNT, IssuerTrait.OWN_KEYS)
                                .with(IssuerTrait.BROKER, broker),
                        level,
                        0));
        certificates.put(issuer, new ArrayList<>(List.of(key.certificate())));
    }

    /** Registers an application whose tokens the authorization server issues. */
    public final void vouchFor(PrincipalId application, boolean enabled, TrustLevel level, long trustedSince) {
        vouchedFor.put(
                application,
                new TrustedIssuer(
                        application.product(),
                        application,
                        Switches.of(IssuerTrait.LINKED_ACCOUNT).with(IssuerTrait.ENABLED, enabled),
                        level,
                        trustedSince));
    }

    /** Adds a user whose user principal name, mail address and SIP address are the same. */
    public final void user(String id, String address, String realm, boolean enabled) {
        users.computeIfAbsent(address, key -> new ArrayList<>())
                .add(new ActingUser(id, new UserIdentifiers(null, address, address, address), realm, enabled));
    }

    /** Adds an enabled person under each of the person's addresses. */
    public final void user(UserAccount person, String realm) {
        String smtp = person.smtp().isEmpty() ? null : person.smtp().get(0);
        var identifiers = new UserIdentifiers(person.sid(), person.upn(), smtp, person.sip());
        var user = new ActingUser(person.name(), identifiers, realm, true);
        Stream.concat(person.smtp().stream(), Stream.of(person.upn())).forEach(it -> users.put(it, List.of(user)));
    }

    @Override
    public Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context) {
        return Future.succeededFuture(held(issuer, x5t));
    }

    @Override
    public Optional<IssuerKey> held(PrincipalId issuer, String x5t) {
        return registered(issuer)
                .flatMap(known -> certificates.getOrDefault(issuer, List.of()).stream()
                        .filter(certificate -> SigningKey.x5t(certificate).equals(x5t))
                        .findFirst()
                        .map(certificate -> new IssuerKey(known, certificate)));
    }

    @Override
    public Optional<TrustedIssuer> registered(PrincipalId issuer) {
        return Optional.ofNullable(issuers.get(issuer));
    }

    @Override
    public Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application) {
        TrustedIssuer vouched = issuer.isAuthorizationServer() ? vouchedFor.get(application) : null;
        return vouched == null ? registered(application) : Optional.of(vouched);
    }

    @Override
    public Future<List<ActingUser>> matching(Kind kind, String value) {
        asked.add(kind + " " + value);
        return Future.succeededFuture(users.getOrDefault(value, List.of()));
    }
}
