package org.s2slab.diagnosis.doctor;

import java.util.List;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.TrustState;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * Applications that a server trusts and that are none of the three products. The products allow it, and such an
 * application may do as much as they (decision 0016), so an administrator is told of each.
 */
final class ForeignPartners {
    private ForeignPartners() {}

    /** One edge for each of them, at every server that answers; an online service chooses its applications itself. */
    static List<TrustEdge> of(DeploymentState world) {
        return world.services().stream()
                .filter(node -> node.answers() && !node.address().online())
                .flatMap(node -> node.partners().stream()
                        .filter(ForeignPartners::isForeign)
                        .map(partner -> edge(node, partner)))
                .toList();
    }

    private static boolean isForeign(RegisteredPartner partner) {
        String application = partner.application();
        return WellKnownPrincipals.productOf(application).equals(application);
    }

    private static TrustEdge edge(TrustState node, RegisteredPartner partner) {
        TrustFault fault = TrustFault.now(
                FaultCode.FOREIGN_PARTNER,
                node.name() + " trusts '" + partner.name() + "' (" + partner.application()
                        + "), which is neither Exchange nor Lync nor SharePoint",
                node.product().showPartner(partner.name()),
                node.product().removePartner(partner.name()));
        TrustEdge.Kind kind =
                partner.byServer() ? TrustEdge.Kind.AUTHORIZATION_SERVER : TrustEdge.Kind.PARTNER_APPLICATION;
        return new TrustEdge(partner.name(), node.name(), kind, EdgeVerdict.FOREIGN, List.of(fault), null, List.of());
    }
}
