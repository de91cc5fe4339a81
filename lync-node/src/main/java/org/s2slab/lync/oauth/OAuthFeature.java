package org.s2slab.lync.oauth;

import java.util.List;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.pki.PemFiles;

/** Adds to the Lync node the servers that Lync trusts, and the realm and certificates with which Lync authenticates. */
public final class OAuthFeature extends Feature {
    /** @param sipDomains the domains that a certificate for OAuth should cover */
    public OAuthFeature(Node node, OAuthConfigurationStore configuration, List<String> sipDomains) {
        var config = node.config();
        var partners = node.partners();
        var sources = new PartnerKeySources(node.vertx(), partners, node.clock());
        var certificates = new LyncCertificateCmdlets(
                node.vertx(),
                node.signingKeys(),
                node.certificates(),
                sipDomains,
                () -> PemFiles.readCertificates(config.tls().tlsCertificate()).get(0),
                node.clock());
        var own = new DedicatedApplicationStore(node.database());
        node.authorizationServers().askAs(own::in);
        onLoad(configuration::load);
        onLoad(own::load);
        cmdlets(
                new OAuthConfigurationCmdlets(configuration, partners, node.epoch(), config.online() != null).all(),
                certificates.all(),
                node.aboutTrust(new LyncPartnerCmdlets(partners, sources).all()),
                node.aboutTrust(new OAuthServerCmdlets(node.authorizationServers()).all()),
                node.aboutTrust(new DedicatedApplicationCmdlets(own, node.epoch()).all()),
                node.serverCmdlets());
    }
}
