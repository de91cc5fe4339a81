package org.s2slab.authz.registry;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * An organisation that is registered at the authorization server.
 *
 * @param id its GUID in lower case: the realm of all its tokens
 * @param name its display name
 * @param domains the names that a path may have instead of the id, the initial domain first
 * @param people the accounts that exist only in the tenant, such as those of administrators (default: none)
 */
public record Tenant(
        String id,
        String name,
        @Nullable List<String> domains,
        @Nullable List<UserAccount> people) {
    public Tenant {
        if (!Guid.isLowerCase(id)) {
            throw new IllegalArgumentException("id: '" + id + "' is not a GUID in lower case");
        }
        domains = domains == null
                ? List.of()
                : domains.stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList();
        people = people == null ? List.of() : List.copyOf(people);
    }

    /** A tenant whose people all have accounts in the user directory. */
    public Tenant(String id, String name, @Nullable List<String> domains) {
        this(id, name, domains, List.of());
    }

    /** The accounts that exist only in the tenant. */
    public List<UserAccount> cloudPeople() {
        return people == null ? List.of() : people;
    }

    /** The tenant's domains in lower case. */
    public List<String> allDomains() {
        return domains == null ? List.of() : domains;
    }

    /** Whether a word in a path, a query or a parameter is the tenant's id or one of its domains, without case. */
    public boolean isNamed(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals(id) || allDomains().contains(lower);
    }

    /** The issuer of the tenant's tokens. */
    public PrincipalId issuer() {
        return new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, id);
    }
}
