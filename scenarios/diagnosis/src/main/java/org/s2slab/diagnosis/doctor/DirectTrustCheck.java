package org.s2slab.diagnosis.doctor;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.PartnerSpec;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TrustState;
import org.s2slab.pki.SigningKey;

/** Checks direct trust. Each server must have an enabled registration of the other server, with its realm and key. */
final class DirectTrustCheck {
    private final ServerPair pair;
    private final List<TrustFault> faults = new ArrayList<>();

    private DirectTrustCheck(ServerPair pair) {
        this.pair = pair;
    }

    static List<TrustFault> of(ServerPair pair) {
        return new DirectTrustCheck(pair).find();
    }

    private List<TrustFault> find() {
        registered(pair.caller(), pair.resource());
        Optional<RegisteredPartner> atResource = registered(pair.resource(), pair.caller());
        atResource.ifPresent(held -> {
            keys(held);
            accepted();
            faults.addAll(PermissionCheck.of(pair, held));
        });
        return faults;
    }

    /** The registration of one server at the other; empty if it is missing. Adds its faults. */
    private Optional<RegisteredPartner> registered(TrustState at, TrustState other) {
        Optional<RegisteredPartner> found = pair.direct(at, other);
        if (found.isEmpty()) {
            faults.add(TrustFault.now(
                    FaultCode.PARTNER_MISSING,
                    at.label() + " has no partner application for " + other.label(),
                    CmdletFix.of(at.product()
                            .register(spec(at.product().nameFor(other.product().role()), other)))));
            return found;
        }
        RegisteredPartner held = found.get();
        if (!held.enabled()) {
            faults.add(TrustFault.now(
                    FaultCode.PARTNER_DISABLED,
                    "the partner application '" + held.name() + "' on " + at.label() + " is disabled",
                    at.product().enablePartner(held.name())));
        }
        String realm = other.realm();
        if (held.realm() != null && !held.realm().equals(realm)) {
            faults.add(TrustFault.now(
                    FaultCode.REALM_DIFFERS,
                    "the partner application '" + held.name() + "' on " + at.label() + " has the realm '" + held.realm()
                            + "', but the realm of " + other.label() + " is '" + realm + "'",
                    CmdletFix.of(again(at, held, other))));
        }
        return found;
    }

    /** Checks whether the resource has the caller's signing key, or will learn it automatically. */
    private void keys(RegisteredPartner held) {
        X509Certificate current = pair.caller().keys().current();
        if (current == null) {
            return;
        }
        String x5t = SigningKey.x5t(current);
        String why = held.keys().contains(x5t) ? null : notLearned(held);
        if (why == null) {
            return;
        }
        faults.add(TrustFault.now(
                FaultCode.KEYS_DIFFER,
                pair.resource().label() + " does not have the current signing key of "
                        + pair.caller().label() + ". Found "
                        + (held.keys().isEmpty() ? "no key" : String.join(", ", held.keys())) + ", expected " + x5t
                        + why,
                refreshed(pair.resource(), held, SigningKeyState.raw(current))));
    }

    /** The reason why the resource does not learn the caller's current key with the next call; null if it does. */
    private @Nullable String notLearned(RegisteredPartner held) {
        if (held.metadata() == null) {
            return ". The keys were registered manually";
        }
        DeploymentState world = pair.world();
        boolean takes = held.keys().isEmpty()
                || world.does(pair.resource(), ProductBehavior.PUBLISHED_KEYS)
                || !Collections.disjoint(held.keys(), pair.caller().keys().published());
        if (!takes) {
            return ". The metadata document no longer has a found key, so the new keys are not accepted automatically";
        }
        return !held.keys().isEmpty() && world.does(pair.resource(), ProductBehavior.KEYS_BY_INTERVAL)
                ? ". It reads the metadata every 15 minutes, because it is set to do as the product does"
                : null;
    }

    /** Checks whether the resource serves the caller's realm, except for SharePoint: a farm has its own realm. */
    private void accepted() {
        String realm = pair.caller().realm();
        Set<String> served = pair.resource().realms();
        boolean farm = pair.caller().is("sharepoint") || pair.resource().is("sharepoint");
        if (farm || served.contains(realm)) {
            return;
        }
        faults.add(TrustFault.now(
                FaultCode.REALM_NOT_ACCEPTED,
                pair.resource().label() + " does not serve the realm '" + realm + "' of "
                        + pair.caller().label() + ". It serves "
                        + String.join(", ", served.stream().sorted().toList()),
                CmdletFix.of(
                        pair.resource().product() instanceof ExchangeProduct exchange
                                ? List.of(acceptedBy(exchange, realm))
                                : realmOfCaller())));
    }

    private static CmdletCall acceptedBy(ExchangeProduct exchange, String realm) {
        return realm.contains(".") ? exchange.acceptDomain(realm, realm) : exchange.setRealm(realm);
    }

    /** The cmdlets that change the caller's realm to Lync's realm, because Lync serves only its own realm. */
    private List<CmdletCall> realmOfCaller() {
        List<CmdletCall> calls = new ArrayList<>();
        calls.add(pair.caller().product().setRealm(pair.resource().realm()));
        pair.direct(pair.resource(), pair.caller())
                .filter(held -> Objects.equals(held.realm(), pair.caller().realm()))
                .ifPresent(held -> calls.addAll(again(pair.resource(), held, pair.caller())));
        return calls;
    }

    /** The registration of a server by its metadata document. */
    static PartnerSpec spec(String name, TrustState server) {
        return PartnerSpec.of(
                name, server.product().role(), server.self(), server.metadata().toString());
    }

    private static List<CmdletCall> again(TrustState at, RegisteredPartner held, TrustState other) {
        return at.product().registerAgain(spec(held.name(), other).at(held.level()));
    }

    /**
     * The cmdlet that reads a partner's current keys.
     *
     * @param raw the partner's certificate in Base64, or a variable with it; used if the keys were entered manually
     */
    static CmdletCall refreshed(TrustState at, RegisteredPartner held, String raw) {
        return at.product()
                .refreshKeys(
                        held.name(),
                        held.metadata() == null ? null : held.metadata().toString(),
                        raw);
    }
}
