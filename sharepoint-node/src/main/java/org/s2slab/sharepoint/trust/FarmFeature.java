package org.s2slab.sharepoint.trust;

import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/**
 * Adds the farm's security token service to the SharePoint node: the farm's realm and certificate, and the issuers that
 * the farm trusts.
 */
public final class FarmFeature extends Feature {
    /** An on-premises farm may request tokens only from authorization servers with a proxy. */
    public FarmFeature(Node node, FarmSettings farm) {
        var partners = node.partners();
        var certificates = node.certificates();
        var keys = node.signingKeys().ofOrganization();
        farm.whenChanged(node.epoch()::advance);
        onLoad(farm::load);
        onLoad(() -> keys.assignFirst(() -> SecurityTokenServiceCertificate.in(certificates)));
        var service = new TokenServiceCmdlets(node.vertx(), farm, keys, certificates, node.clock());
        cmdlets(
                node.serverCmdlets(),
                node.aboutTrust(new TrustedIssuerCmdlets(partners, node.database(), node.clock()).all()),
                node.aboutTrust(new FarmCmdlets(farm).all()),
                node.aboutTrust(service.all()));
        if (node.config().online() == null) {
            var proxies = new AccessControlProxies(node.database());
            node.authorizationServers().askOnly(proxies::leadTo);
            onLoad(proxies::load);
            cmdlets(new AccessControlCmdlets(proxies, partners, node.ids()).all());
        }
    }
}
