package org.s2slab.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The domains of a certificate: its subject's common name and the DNS names of its subject alternative name, in lower
 * case. Domains are compared as a whole, without ASCII case. A wildcard matches no other name.
 */
public record CertificateDomains(Set<String> names) {
    /** The GeneralName choice of a DNS name (RFC 5280, 4.2.1.6). */
    private static final int DNS_NAME = 2;

    public CertificateDomains {
        names = Set.copyOf(names);
    }

    public static CertificateDomains of(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String name) {
                    names.add(name.toLowerCase(Locale.ROOT));
                }
            }
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (name.get(0).equals(DNS_NAME) && name.get(1) instanceof String domain) {
                    names.add(domain.toLowerCase(Locale.ROOT));
                }
            }
        } catch (InvalidNameException | CertificateParsingException e) {
            throw new IllegalArgumentException("the certificate's names cannot be read", e);
        }
        return new CertificateDomains(names);
    }

    public boolean covers(String domain) {
        return names.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** The domains of the list that the certificate does not cover, in the same order. */
    public List<String> missing(Collection<String> domains) {
        return domains.stream().filter(domain -> !covers(domain)).toList();
    }
}
