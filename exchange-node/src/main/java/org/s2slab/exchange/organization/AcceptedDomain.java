package org.s2slab.exchange.organization;

import org.s2slab.store.NameKey;

/**
 * A domain for which the organisation accepts mail.
 *
 * @param name the name given by the administrator
 * @param domain the domain in lower case; {@code *.contoso.com} covers every subdomain of contoso.com for mail, but it
 *     is not a realm: only explicit domains can match the realm of a token
 * @param type Authoritative, InternalRelay or ExternalRelay
 */
public record AcceptedDomain(String name, String domain, String type, boolean isDefault) {
    static final String AUTHORITATIVE = "Authoritative";

    private static final String WILDCARD = "*.";

    public AcceptedDomain {
        domain = NameKey.of(domain);
    }

    /** Whether an Identity matches this domain, by its name or domain, compared without case. */
    boolean isNamed(String nameOrDomain) {
        return name.equalsIgnoreCase(nameOrDomain) || domain.equalsIgnoreCase(nameOrDomain);
    }

    boolean isWildcard() {
        return domain.startsWith(WILDCARD) || domain.equals("*");
    }

    /** The domain without a leading wildcard. */
    public String root() {
        return domain.startsWith(WILDCARD) ? domain.substring(WILDCARD.length()) : domain;
    }
}
