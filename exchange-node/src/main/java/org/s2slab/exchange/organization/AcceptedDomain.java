package org.s2slab.exchange.organization;

import org.s2slab.store.NameKey;

/**
 * A domain for which the organisation accepts mail.
 *
 * @param name the name given by the administrator
 * @param domain the domain in lower case; {@code *.contoso.com} covers every subdomain of contoso.com for mail, but is
 *     no realm: a token's realm is compared with explicit domains only
 * @param type Authoritative, InternalRelay or ExternalRelay
 */
public record AcceptedDomain(String name, String domain, String type, boolean isDefault) {
    static final String AUTHORITATIVE = "Authoritative";

    private static final String WILDCARD = "*.";

    public AcceptedDomain {
        domain = NameKey.of(domain);
    }

    /** Whether an administrator means it: by its name or its domain, without case. */
    boolean isNamed(String nameOrDomain) {
        return name.equalsIgnoreCase(nameOrDomain) || domain.equalsIgnoreCase(nameOrDomain);
    }

    boolean isWildcard() {
        return domain.startsWith(WILDCARD) || domain.equals("*");
    }

    /** The domain without a wildcard in front. */
    public String root() {
        return domain.startsWith(WILDCARD) ? domain.substring(WILDCARD.length()) : domain;
    }
}
