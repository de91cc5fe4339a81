package org.s2slab.scenarios.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.doctor.NodeFacts.KnownPerson;

/** Does the caller find the resource, and do both find the user? */
final class Findability {
    private Findability() {}

    static List<Fault> of(Pair pair) {
        List<Fault> faults = new ArrayList<>();
        if (pair.caller().is("lync") && pair.resource().is("exchange")) {
            address(pair).ifPresent(faults::add);
        }
        String user = pair.world().user();
        if (user != null && pair.world().named()) {
            Stream.of(pair.caller(), pair.resource())
                    .forEach(node -> user(node, user).ifPresent(faults::add));
        }
        return faults;
    }

    private static Optional<Fault> address(Pair pair) {
        @Nullable URI url = pair.caller().settings().autodiscover();
        boolean leads = pair.world().services().stream()
                .filter(node -> node.is("exchange"))
                .anyMatch(node -> node.serves(url));
        if (leads) {
            return Optional.empty();
        }
        String host = pair.resource().address().hosts().stream()
                .filter(name -> name.startsWith("autodiscover"))
                .findFirst()
                .orElse(pair.resource().address().host());
        String right = "https://" + host + "/autodiscover/autodiscover.svc";
        return Optional.of(Fault.now(
                url == null ? FaultCode.AUTODISCOVER_URL_MISSING : FaultCode.AUTODISCOVER_URL_WRONG,
                url == null
                        ? pair.caller().name() + " was not told where Exchange's Autodiscover service is"
                        : "the ExchangeAutodiscoverUrl of " + pair.caller().name() + ", " + url
                                + ", is at no host of an Exchange of this deployment",
                List.of(Line.of("Set-CsOAuthConfiguration")
                        .with("Identity", "global")
                        .with("ExchangeAutodiscoverUrl", right)
                        .on(pair.caller().name()))));
    }

    private static Optional<Fault> user(NodeFacts node, String user) {
        if (node.is("sharepoint")) {
            return Optional.empty();
        }
        List<KnownPerson> found =
                node.people().stream().filter(person -> person.isNamed(user)).toList();
        if (found.size() == 1) {
            return Optional.empty();
        }
        return Optional.of(found.isEmpty() ? unknown(node, user) : ambiguous(node, user, found));
    }

    private static Fault unknown(NodeFacts node, String user) {
        Line line = node.is("lync")
                ? Line.of("Enable-CsUser")
                        .with("Identity", user)
                        .with("RegistrarPool", node.address().host())
                : Line.of("Enable-Mailbox").with("Identity", user);
        return Fault.now(
                FaultCode.USER_UNKNOWN,
                node.is("lync")
                        ? user + " is not enabled for Lync on " + node.name()
                        : user + " has no mailbox on " + node.name(),
                List.of(line.on(node.name())));
    }

    /** Whose principal name it is keeps the address. */
    private static Fault ambiguous(NodeFacts node, String user, List<KnownPerson> found) {
        List<Cure> lines = found.stream()
                .filter(person -> !person.upn().equalsIgnoreCase(user))
                .map(person -> Line.of("Set-Mailbox")
                        .with("Identity", person.identity())
                        .with(
                                "EmailAddresses",
                                person.addresses().stream()
                                        .filter(address -> !address.equalsIgnoreCase(user))
                                        .toList())
                        .on(node.name()))
                .toList();
        return Fault.now(
                FaultCode.USER_AMBIGUOUS,
                user + " leads to " + found.stream().map(KnownPerson::identity).toList() + " on " + node.name(),
                lines);
    }
}
