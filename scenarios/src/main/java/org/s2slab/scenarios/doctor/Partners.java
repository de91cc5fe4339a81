package org.s2slab.scenarios.doctor;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.pki.SigningKey;

/** Two servers that take each other's own word: is each registered at the other, enabled, under its realm, with its key? */
final class Partners {
    private final Pair pair;
    private final List<Fault> faults = new ArrayList<>();

    private Partners(Pair pair) {
        this.pair = pair;
    }

    static List<Fault> of(Pair pair) {
        return new Partners(pair).find();
    }

    private List<Fault> find() {
        registered(pair.caller(), pair.resource());
        Optional<Registration> atResource = registered(pair.resource(), pair.caller());
        atResource.ifPresent(held -> {
            keys(held);
            accepted();
            faults.addAll(Rights.of(pair, held));
        });
        return faults;
    }

    /** The registration, where it is there and of some use. */
    private Optional<Registration> registered(NodeFacts at, NodeFacts other) {
        Optional<Registration> found = pair.direct(at, other);
        if (found.isEmpty()) {
            faults.add(Fault.now(
                    FaultCode.PARTNER_MISSING,
                    other.name() + " is no partner application of " + at.name(),
                    Cures.register(at, other)));
            return found;
        }
        Registration held = found.get();
        if (!held.enabled()) {
            faults.add(Fault.now(
                    FaultCode.PARTNER_DISABLED,
                    "the partner application '" + held.name() + "' on " + at.name() + " is disabled",
                    List.of(Cures.enable(at, held))));
        }
        String realm = Cures.realm(other);
        if (held.realm() != null && !held.realm().equals(realm)) {
            faults.add(Fault.now(
                    FaultCode.REALM_DIFFERS,
                    at.name() + " knows " + other.name() + " by the realm '" + held.realm() + "', and it is of '"
                            + realm + "' now",
                    Cures.registerAnew(at, held, other)));
        }
        return found;
    }

    /** Whether the resource has the key the caller signs with, or learns it by itself. */
    private void keys(Registration held) {
        X509Certificate current = pair.caller().keys().current();
        if (current == null) {
            return;
        }
        String x5t = SigningKey.x5t(current);
        String why = held.keys().contains(x5t) ? null : notLearned(held);
        if (why == null) {
            return;
        }
        faults.add(Fault.now(
                FaultCode.KEYS_DIFFER,
                pair.caller().name() + " signs with the certificate " + x5t + ", and "
                        + pair.resource().name() + " holds " + held.keys() + " of it" + why,
                List.of(Cures.takeKeys(pair.resource(), held, Keys.raw(current)))));
    }

    /** Why the resource does not learn the caller's present key by itself, or not with the next call; null where it does. */
    private @Nullable String notLearned(Registration held) {
        if (held.metadata() == null) {
            return ", given by hand";
        }
        World world = pair.world();
        boolean takes = held.keys().isEmpty()
                || world.does(pair.resource(), ProductBehavior.PUBLISHED_KEYS)
                || !Collections.disjoint(held.keys(), pair.caller().keys().published());
        if (!takes) {
            return "; none of them is published any more, so it does not take the new ones by itself";
        }
        return !held.keys().isEmpty() && world.does(pair.resource(), ProductBehavior.KEYS_BY_INTERVAL)
                ? "; it reads the metadata again when what it holds is 15 minutes old, as it runs as the product does"
                : null;
    }

    /** Whether the caller's realm is one of the resource's own; a farm has its own realm at both ends. */
    private void accepted() {
        String realm = Cures.realm(pair.caller());
        Set<String> served = pair.resource().realms();
        boolean farm = pair.caller().is("sharepoint") || pair.resource().is("sharepoint");
        if (farm || served.contains(realm)) {
            return;
        }
        String exchange = pair.resource().is("exchange")
                ? pair.resource().name()
                : pair.caller().name();
        faults.add(Fault.now(
                FaultCode.REALM_NOT_ACCEPTED,
                pair.caller().name() + " is of the realm '" + realm + "', and "
                        + pair.resource().name() + " serves "
                        + served.stream().sorted().toList(),
                pair.resource().is("exchange") ? acceptedBy(exchange, realm) : realmOf(exchange)));
    }

    private static List<Cure> acceptedBy(String exchange, String realm) {
        return List.of(
                realm.contains(".")
                        ? Line.of("New-AcceptedDomain")
                                .with("Name", realm)
                                .with("DomainName", realm)
                                .on(exchange)
                        : Line.of("Set-AuthConfig").with("Realm", realm).on(exchange));
    }

    /** Lync serves its own realm only, so Exchange has to be of it. */
    private List<Cure> realmOf(String exchange) {
        List<Cure> lines = new ArrayList<>();
        lines.add(Line.of("Set-AuthConfig")
                .with("Realm", Cures.realm(pair.resource()))
                .on(exchange));
        pair.direct(pair.resource(), pair.caller())
                .filter(held -> Objects.equals(held.realm(), Cures.realm(pair.caller())))
                .ifPresent(held -> lines.addAll(Cures.registerAnew(pair.resource(), held, pair.caller())));
        return lines;
    }
}
