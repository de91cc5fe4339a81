package org.s2slab.engine.lesson;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.product.RegisteredAuthorizationServer;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TrustState;

/** Shows the signing key of each server, and the issuers that the server trusts, with their keys. */
record TrustRows(List<ManagedNode> nodes) {
    private static final int SHOWN = 4;

    List<LessonRow> rows() {
        List<LessonRow> rows = new ArrayList<>();
        List<NodeAddress> addresses = nodes.stream().map(ManagedNode::address).toList();
        for (ManagedNode node : nodes) {
            if (node.role().equals(ProductRole.AUTHORIZATION_SERVER.word())) {
                rows.add(new LessonRow(node.name(), "issues tokens for the tenant"));
                continue;
            }
            TrustState state = read(node, addresses);
            X509Certificate current = state.keys().current();
            rows.add(new LessonRow(
                    node.name() + " signs with", current == null ? "nothing yet" : "key " + key(current)));
            rows.add(new LessonRow(node.name() + " trusts", trusted(state)));
        }
        return rows;
    }

    private static TrustState read(ManagedNode node, List<NodeAddress> addresses) {
        try {
            return ServerProduct.read(
                    new AdministratorClient(node),
                    addresses.stream()
                            .filter(address -> !address.name().equals(node.name()))
                            .toList());
        } catch (AdministratorClient.Unanswered e) {
            return TrustState.unreachable(node.address());
        }
    }

    private static String trusted(TrustState state) {
        List<String> trusted = new ArrayList<>();
        for (RegisteredPartner partner : state.partners()) {
            if (!partner.enabled() && partner.keys().isEmpty()) {
                // Setup created this registration. It is disabled and has no keys, so it creates no trust.
                continue;
            }
            trusted.add(partner.name()
                    + (partner.byServer() ? " (by the authorization server)" : keys(partner.keys()))
                    + (partner.enabled() ? "" : " (disabled)"));
        }
        for (RegisteredAuthorizationServer server : state.servers()) {
            trusted.add("the authorization server " + server.name());
        }
        return trusted.isEmpty() ? "nobody" : String.join(", ", trusted);
    }

    private static String keys(List<String> keys) {
        return keys.isEmpty()
                ? " (no key)"
                : keys.stream()
                        .map(key -> shortened(LessonView.hex(key)))
                        .collect(Collectors.joining(", ", " (key ", ")"));
    }

    private static String key(X509Certificate certificate) {
        return shortened(SigningKeyState.hex(certificate));
    }

    private static String shortened(String hex) {
        return hex.length() <= 2 * SHOWN ? hex : hex.substring(0, SHOWN) + "..." + hex.substring(hex.length() - SHOWN);
    }
}
