package org.s2slab.authz.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.UserAccount;

/**
 * The people of all tenants: the accounts of the deployment's user directory whose names are in a domain of a tenant, and
 * the accounts that exist only in a tenant. The configuration defines them, so every instance has the same people.
 */
public final class TenantPeople {
    private final Map<String, Person> byName = new HashMap<>();
    private final Map<String, Person> byId = new HashMap<>();

    /**
     * Throws IllegalArgumentException if two people of a tenant have one name.
     *
     * @param directory the accounts of the user directory, which are synchronised to the tenants
     */
    public TenantPeople(List<Tenant> tenants, List<UserAccount> directory) {
        for (Tenant tenant : tenants) {
            directory.stream()
                    .filter(account -> tenant.allDomains().contains(domain(account)))
                    .forEach(account -> add(Person.of(tenant, account, true)));
            tenant.cloudPeople().forEach(account -> add(Person.of(tenant, account, false)));
        }
    }

    private void add(Person person) {
        if (byName.put(key(person.upn()), person) != null) {
            throw new IllegalArgumentException("people: two have the name " + person.upn());
        }
        byId.put(person.id(), person);
    }

    /** The person with this user principal name, without case. */
    public Optional<Person> named(String upn) {
        return Optional.ofNullable(byName.get(key(upn)));
    }

    /** The person with this object id. */
    public Optional<Person> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static String domain(UserAccount account) {
        return key(account.upn().substring(account.upn().indexOf('@') + 1));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
