package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One account of the deployment's user directory, which simulates Active Directory.
 *
 * @param name display name
 * @param upn user principal name, the name for signing in
 * @param smtp mail addresses, primary first; empty for a person without mail
 * @param sip SIP address without {@code sip:}, or null for a person not enabled for Lync
 * @param sid Windows security identifier in lower case
 * @param password the person's password
 * @param enabled whether the account may be used (default: true)
 * @param mailbox whether Exchange has a mailbox for the person (default: true if there is a mail address)
 * @param forest the Active Directory forest of the account (default: "own")
 * @param roles the directory roles of the person in the tenant (default: none)
 */
public record UserAccount(
        String name,
        String upn,
        @Nullable List<String> smtp,
        @Nullable String sip,
        @Nullable String sid,
        String password,
        @Nullable Boolean enabled,
        @Nullable Boolean mailbox,
        @Nullable String forest,
        @Nullable List<DirectoryRole> roles) {
    private static final String OWN_FOREST = "own";

    public UserAccount {
        if (name.isBlank() || upn.indexOf('@') < 1 || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "person: name, upn (user@domain) and password are needed, got '" + name + "', '" + upn + "'");
        }
        smtp = smtp == null ? List.of() : List.copyOf(smtp);
        sid = sid == null ? null : sid.toLowerCase(Locale.ROOT);
        roles = roles == null ? List.of() : List.copyOf(roles);
    }

    /** An account without directory roles. */
    public UserAccount(
            String name,
            String upn,
            @Nullable List<String> smtp,
            @Nullable String sip,
            @Nullable String sid,
            String password,
            @Nullable Boolean enabled,
            @Nullable Boolean mailbox,
            @Nullable String forest) {
        this(name, upn, smtp, sip, sid, password, enabled, mailbox, forest, List.of());
    }

    /** A copy with another password. */
    public UserAccount withPassword(String other) {
        return new UserAccount(name, upn, smtp, sip, sid, other, enabled, mailbox, forest, roles);
    }

    @JsonProperty("enabled")
    public boolean isEnabled() {
        return !Boolean.FALSE.equals(enabled);
    }

    /** Whether this is one of the person's addresses, without case. */
    public boolean hasAddress(String address) {
        return address.equalsIgnoreCase(upn)
                || address.equalsIgnoreCase(sip)
                || mailAddresses().stream().anyMatch(address::equalsIgnoreCase);
    }

    /** Whether the account is in the deployment's own Active Directory forest. */
    public boolean isOfOwnForest() {
        return forest == null || forest.equals(OWN_FOREST);
    }

    public boolean hasMailbox() {
        return mailbox == null ? !mailAddresses().isEmpty() : mailbox;
    }

    /** The directory roles of the person in the tenant. */
    public List<DirectoryRole> directoryRoles() {
        return roles == null ? List.of() : roles;
    }

    /** The mail addresses, primary first. */
    public List<String> mailAddresses() {
        return smtp == null ? List.of() : smtp;
    }
}
