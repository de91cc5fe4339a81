package org.s2slab.diagnosis.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.TrustState;
import org.s2slab.engine.product.TrustState.KnownPerson;

/** Checks whether the caller can discover the resource, and whether both servers find the user. */
final class DiscoveryCheck {
    private DiscoveryCheck() {}

    static List<TrustFault> of(ServerPair pair) {
        List<TrustFault> faults = new ArrayList<>();
        if (pair.caller().is("lync") && pair.resource().is("exchange")) {
            address(pair).ifPresent(faults::add);
        }
        List<String> federated = pair.caller().settings().hybrid().federated();
        if (!federated.isEmpty() && pair.resource().is("exchange")) {
            faults.add(unconnected(pair, federated));
        }
        String user = pair.world().user();
        if (user != null && pair.world().named()) {
            Stream.of(pair.caller(), pair.resource())
                    .forEach(node -> user(node, user).ifPresent(faults::add));
        }
        return faults;
    }

    /** The setting override for the dedicated application breaks free/busy by an organization relationship alone. */
    private static TrustFault unconnected(ServerPair pair, List<String> domains) {
        ExchangeProduct exchange = (ExchangeProduct) pair.caller().product();
        return TrustFault.now(
                FaultCode.OVERRIDE_WITHOUT_CONNECTOR,
                pair.caller().label() + " uses the setting override " + ExchangeProduct.OVERRIDE_SECTION
                        + ", but has no enabled intra-organization connector for " + String.join(", ", domains)
                        + ". Free/busy by the organization relationship alone fails",
                exchange.connect(
                        "To " + pair.resource().name(),
                        ProductPaths.autodiscoverAt(pair.resource().address().hosts()),
                        null,
                        domains,
                        true));
    }

    private static Optional<TrustFault> address(ServerPair pair) {
        @Nullable URI url = pair.caller().settings().autodiscover();
        boolean leads = pair.world().services().stream()
                .filter(node -> node.is("exchange"))
                .anyMatch(node -> node.serves(url));
        if (leads) {
            return Optional.empty();
        }
        String right = ProductPaths.autodiscoverAt(pair.resource().address().hosts());
        return Optional.of(TrustFault.now(
                url == null ? FaultCode.AUTODISCOVER_URL_MISSING : FaultCode.AUTODISCOVER_URL_WRONG,
                url == null
                        ? pair.caller().label() + " has no ExchangeAutodiscoverUrl"
                        : "the ExchangeAutodiscoverUrl of " + pair.caller().label() + ", '" + url
                                + "', does not name a host of an Exchange of this deployment",
                ((LyncProduct) pair.caller().product()).configure(null, right, null)));
    }

    private static Optional<TrustFault> user(TrustState node, String user) {
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

    private static TrustFault unknown(TrustState node, String user) {
        return node.product() instanceof LyncProduct lync
                ? TrustFault.now(
                        FaultCode.USER_UNKNOWN,
                        "'" + user + "' is not enabled for Lync on " + node.label(),
                        lync.enableUser(user, node.address().host(), null))
                : TrustFault.now(
                        FaultCode.USER_UNKNOWN,
                        "'" + user + "' has no mailbox on " + node.label(),
                        exchange(node).enableMailbox(user));
    }

    /** Several users have the address. The fix keeps it only for the user with this principal name. */
    private static TrustFault ambiguous(TrustState node, String user, List<KnownPerson> found) {
        CmdletCall[] calls = found.stream()
                .filter(person -> !person.upn().equalsIgnoreCase(user))
                .map(person -> exchange(node)
                        .setAddresses(
                                person.identity(),
                                person.addresses().stream()
                                        .filter(address -> !address.equalsIgnoreCase(user))
                                        .toList()))
                .toArray(CmdletCall[]::new);
        return TrustFault.now(
                FaultCode.USER_AMBIGUOUS,
                "several users on " + node.label() + " have the address '" + user + "': "
                        + String.join(
                                ", ", found.stream().map(KnownPerson::identity).toList()),
                calls);
    }

    private static ExchangeProduct exchange(TrustState node) {
        return (ExchangeProduct) node.product();
    }
}
