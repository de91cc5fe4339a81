package org.s2slab.exchange.accounts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;

/**
 * An account of the organisation, with or without a mailbox.
 *
 * @param id the key in the directory, a GUID in lower case
 * @param name display name
 * @param upn user principal name
 * @param sid Windows security identifier in lower case that tokens name, or null
 * @param sip SIP address without {@code sip:}, or null
 * @param addresses SMTP addresses, primary first
 * @param enabled whether the account may be used
 * @param present whether the account has a mailbox
 * @param archive whether the account has an archive mailbox as well
 */
public record Mailbox(
        String id,
        String name,
        String upn,
        @Nullable String sid,
        @Nullable String sip,
        List<String> addresses,
        boolean enabled,
        boolean present,
        boolean archive) {
    public Mailbox {
        addresses = List.copyOf(addresses);
    }

    /** The primary SMTP address, else the UPN. */
    public String primaryAddress() {
        return addresses.isEmpty() ? upn : addresses.get(0);
    }

    /** The identifiers by which a token names the owner. */
    public UserIdentifiers identifiers() {
        return new UserIdentifiers(sid, upn, addresses.isEmpty() ? null : primaryAddress(), sip);
    }

    /** The part before the at sign, as the product's alias. */
    public String alias() {
        int at = upn.indexOf('@');
        return at < 0 ? upn : upn.substring(0, at);
    }

    /** The legacy distinguished name: the {@code ReferenceId} and {@code LegacyDN} of answers. */
    public String legacyName() {
        return "/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="
                + alias().toLowerCase(Locale.ROOT);
    }

    /** Whether one of its SMTP addresses is this one, without case. */
    public boolean hasAddress(String smtp) {
        return addresses.stream().anyMatch(smtp::equalsIgnoreCase);
    }
}
