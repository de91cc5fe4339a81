package org.s2slab.authz.signin;

import java.util.List;
import java.util.Optional;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantSnapshot;

/**
 * The sign-in of a person whose password is right.
 *
 * @param tenants the tenants whose people may sign in
 * @param client the program that asks
 */
record SignInAttempt(Person person, List<TenantSnapshot> tenants, String client) implements SignInFacts {
    /** The tenant of the person; empty if its people may not sign in. */
    Optional<TenantSnapshot> tenant() {
        return tenants.stream()
                .filter(tenant -> tenant.tenant().id().equals(person.tenant()))
                .findFirst();
    }

    @Override
    public String text(String value) {
        return value.equals("name") ? person.upn() : client;
    }
}
