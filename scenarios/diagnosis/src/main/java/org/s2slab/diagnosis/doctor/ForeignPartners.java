package org.s2slab.diagnosis.doctor;

import java.util.List;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.TrustState;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * Finds trusted applications that are not one of the three products. The products allow such applications, with the
 * same rights as their own partners (decision 0016). The doctor therefore reports each of them to the administrator.
 */
final class ForeignPartners {
    private ForeignPartners() {}

    /** One edge for each such application at each configuration of responding servers, except at online services. */
    static List<TrustEdge> of(DeploymentState world) {
        return world.distinct().stream()
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
                node.label() + " trusts '" + partner.name() + "' (" + partner.application()
                        + "), which is not Lync, Exchange or SharePoint",
                node.product().showPartner(partner.name()),
                node.product().removePartner(partner.name()));
        TrustEdge.Kind kind =
                partner.byServer() ? TrustEdge.Kind.AUTHORIZATION_SERVER : TrustEdge.Kind.PARTNER_APPLICATION;
        return new TrustEdge(partner.name(), node.name(), kind, EdgeVerdict.FOREIGN, List.of(fault), null, List.of());
    }
}
