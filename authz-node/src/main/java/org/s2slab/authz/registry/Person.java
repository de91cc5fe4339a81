package org.s2slab.authz.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.UserIdentifiers;

/**
 * A person of a tenant.
 *
 * @param tenant the id of the tenant
 * @param id the object id, which follows from the tenant and the name, so that it is the same on every instance
 * @param synchronised whether the account comes from Active Directory; otherwise it exists only in the tenant
 */
public record Person(String tenant, String id, UserAccount account, boolean synchronised) {
    /** The first characters of the numbers that Microsoft gives to accounts of organisations. */
    private static final String PUID = "10032";

    private static final int PUID_LENGTH = 16;

    static Person of(Tenant tenant, UserAccount account, boolean synchronised) {
        String name = tenant.id() + " " + account.upn().toLowerCase(Locale.ROOT);
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new Person(tenant.id(), id, account, synchronised);
    }

    public String upn() {
        return account.upn();
    }

    /** The number of the account in the sign-in service (claim {@code puid}). */
    public String puid() {
        return (PUID + id.replace("-", "").toUpperCase(Locale.ROOT)).substring(0, PUID_LENGTH);
    }

    /** The ids of the templates of the person's directory roles. */
    public List<String> roleTemplates() {
        return account.directoryRoles().stream().map(DirectoryRole::template).toList();
    }

    /** The identifiers of the person in journals. */
    public UserIdentifiers identifiers() {
        List<String> mail = account.mailAddresses();
        return new UserIdentifiers(account.sid(), account.upn(), mail.isEmpty() ? null : mail.get(0), account.sip());
    }
}
