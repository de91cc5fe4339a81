package org.s2slab.exchange.accounts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.UserIdentifiers;

/**
 * An account of the organisation, with or without a mailbox.
 *
 * @param id the key in the directory, a GUID in lower case
 * @param name the display name
 * @param upn the user principal name
 * @param sid the Windows security identifier in tokens, in lower case, or null
 * @param sip the SIP address without {@code sip:}, or null
 * @param addresses the SMTP addresses, primary first
 * @param traits the properties that are either true or false
 */
public record Mailbox(
        String id,
        String name,
        String upn,
        @Nullable String sid,
        @Nullable String sip,
        List<String> addresses,
        Switches<MailboxTrait> traits) {
    /** A property of an account that is either true or false. */
    public enum MailboxTrait {
        /** The account may be used. */
        ENABLED,

        /** The account has a mailbox. */
        PRESENT,

        /** The account also has an archive mailbox. */
        ARCHIVE
    }

    public Mailbox {
        addresses = List.copyOf(addresses);
    }

    public boolean enabled() {
        return traits.has(MailboxTrait.ENABLED);
    }

    public boolean present() {
        return traits.has(MailboxTrait.PRESENT);
    }

    public boolean archive() {
        return traits.has(MailboxTrait.ARCHIVE);
    }

    /** The primary SMTP address, or the UPN if there is no SMTP address. */
    public String primaryAddress() {
        return addresses.isEmpty() ? upn : addresses.get(0);
    }

    /** The identifiers by which a token names the account. */
    public UserIdentifiers identifiers() {
        return new UserIdentifiers(sid, upn, addresses.isEmpty() ? null : primaryAddress(), sip);
    }

    /** The alias as in the product: the part of the UPN before the at sign. */
    public String alias() {
        int at = upn.indexOf('@');
        return at < 0 ? upn : upn.substring(0, at);
    }

    /** The legacy distinguished name, for {@code ReferenceId} and {@code LegacyDN} in responses. */
    public String legacyName() {
        return "/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="
                + alias().toLowerCase(Locale.ROOT);
    }

    /** Whether the account has this SMTP address, compared without case. */
    public boolean hasAddress(String smtp) {
        return addresses.stream().anyMatch(smtp::equalsIgnoreCase);
    }
}
