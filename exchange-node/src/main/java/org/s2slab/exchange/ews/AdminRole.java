package org.s2slab.exchange.ews;

/**
 * A management role that an operation over other people's mailboxes needs.
 *
 * <p>The names are those of the product's roles; a {@code ManagementRole} header writes them without spaces.
 */
public enum AdminRole {
    MAILBOX_SEARCH("Mailbox Search", "MailboxSearchApplication"),
    LEGAL_HOLD("Legal Hold", "LegalHoldApplication");

    private final String roleName;
    private final String applicationRole;

    AdminRole(String roleName, String applicationRole) {
        this.roleName = roleName;
        this.applicationRole = applicationRole;
    }

    /** What a user must have, {@code Mailbox Search}; it is enough for an application too. */
    public String roleName() {
        return roleName;
    }

    /** What an application may have instead. */
    public String applicationRole() {
        return applicationRole;
    }
}
