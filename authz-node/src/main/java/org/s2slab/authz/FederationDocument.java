package org.s2slab.authz;

import java.security.cert.X509Certificate;
import java.util.List;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * Writes the federation metadata of a tenant (<a
 * href="https://docs.oasis-open.org/wsfed/federation/v1.2/os/ws-federation-1.2-spec-os.html">WS-Federation 1.2</a>, 3.1)
 * as Entra ID does: the issuer, a role for tokens with its endpoint, and all published signing certificates.
 */
final class FederationDocument {
    private static final XmlNamespace SAML = new XmlNamespace("", "urn:oasis:names:tc:SAML:2.0:metadata");
    private static final XmlNamespace XSI = new XmlNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
    private static final XmlNamespace FED =
            new XmlNamespace("fed", "http://docs.oasis-open.org/wsfed/federation/200706");
    private static final XmlNamespace ADDRESSING = new XmlNamespace("wsa", "http://www.w3.org/2005/08/addressing");
    private static final XmlNamespace SIGNATURE = new XmlNamespace("", "http://www.w3.org/2000/09/xmldsig#");

    private FederationDocument() {}

    /**
     * @param tenant the tenant's id, or {@code {tenantid}} in the document for all tenants
     * @param host the address of the server, {@code https://host}
     */
    static String of(String tenant, String host, List<X509Certificate> published) {
        XmlWriter xml = new XmlWriter()
                .open(SAML, "EntityDescriptor")
                .attribute("entityID", EvoStsIssuer.of(tenant))
                .open(SAML, "RoleDescriptor")
                .declare(FED)
                .attribute(XSI, "type", "fed:SecurityTokenServiceType")
                .attribute("protocolSupportEnumeration", FED.uri());
        for (X509Certificate certificate : published) {
            xml.open(SAML, "KeyDescriptor")
                    .attribute("use", "signing")
                    .open(SIGNATURE, "KeyInfo")
                    .open(SIGNATURE, "X509Data")
                    .element(SIGNATURE, "X509Certificate", CertificateEncoding.text(certificate))
                    .close()
                    .close()
                    .close();
        }
        xml.open(FED, "PassiveRequestorEndpoint")
                .open(ADDRESSING, "EndpointReference")
                .element(ADDRESSING, "Address", host + "/" + tenant + "/wsfed")
                .close()
                .close();
        return xml.close().close().document();
    }
}
