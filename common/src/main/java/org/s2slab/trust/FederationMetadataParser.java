package org.s2slab.trust;

import static org.s2slab.trust.MetadataParser.unusable;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/**
 * Parses the federation metadata of an authorization server of type AzureAD (<a
 * href="https://docs.oasis-open.org/wsfed/federation/v1.2/os/ws-federation-1.2-spec-os.html">WS-Federation 1.2</a>, 3.1):
 * its issuer and its signing certificates. A signature in the document is not needed: TLS proves the registered host.
 */
final class FederationMetadataParser {
    /** The media type of the document (SAML 2.0 metadata, appendix A). */
    static final String TYPE = "application/samlmetadata+xml";

    /** The namespace of SAML 2.0 metadata. */
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:metadata";

    /** The issuer in the document that is the same for all tenants. */
    private static final String ANY_TENANT = EvoStsIssuer.of("{tenantid}");

    private FederationMetadataParser() {}

    /** Refuses with METADATA_UNUSABLE by L3 (no such document), L5 (the issuer) or E10 (the keys). */
    static AuthMetadata read(byte[] document) {
        if (document.length > AuthMetadata.MAX_BYTES) {
            throw unusable("L3", "the document has more than " + AuthMetadata.MAX_BYTES + " bytes");
        }
        XmlElement root = root(document);
        String issuer = root.attribute("entityID").orElse("");
        PrincipalId server = EvoStsIssuer.principal(issuer);
        if (server == null && !issuer.equals(ANY_TENANT)) {
            throw unusable("L5", Finding.of("entityID is '" + issuer + "'", "https://sts.windows.net/<tenant id>/"));
        }
        return new AuthMetadata(
                WellKnownPrincipals.EVOSTS, server == null ? null : server.realm(), certificates(root), null);
    }

    private static XmlElement root(byte[] document) {
        try {
            XmlElement root = XmlReader.read(document);
            if (root.name().equals("EntityDescriptor") && root.namespace().equals(SAML)) {
                return root;
            }
            throw unusable("L3", Finding.of("the document is a '" + root.name() + "'", "an EntityDescriptor"));
        } catch (XmlSyntaxException e) {
            throw unusable("L3", "the document is not well-formed XML: " + e.getMessage());
        }
    }

    /** The certificates of the roles of the server. The document repeats them in each role. */
    private static List<X509Certificate> certificates(XmlElement root) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        for (XmlElement role : root.children()) {
            for (XmlElement key : role.children("KeyDescriptor")) {
                if (key.attribute("use", "signing").equals("signing")) {
                    String text = key.textAt("KeyInfo", "X509Data", "X509Certificate");
                    found.add(MetadataKeys.decode(text == null ? "" : text.replaceAll("\\s", "")));
                }
            }
        }
        if (found.isEmpty()) {
            throw unusable("E10", "the document has no signing certificate");
        }
        return List.copyOf(found);
    }
}
