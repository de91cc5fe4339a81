package org.s2slab.exchange.mailbox;

import java.util.List;

/**
 * A management role given to an account.
 *
 * @param name unique without case, for instance {@code UserApplication-LyncEnterprise-ApplicationAccount}
 * @param role the role's name in the product
 * @param assignee the id of the account it is given to
 */
public record RoleAssignment(String name, String role, String assignee) {
    /** The right to act in other people's mailboxes by the ExchangeImpersonation header. */
    public static final String APPLICATION_IMPERSONATION = "ApplicationImpersonation";

    /** The roles that can be given here. */
    public static final List<String> ROLES = List.of(
            APPLICATION_IMPERSONATION,
            "ArchiveApplication",
            "Legal Hold",
            "LegalHoldApplication",
            "Mailbox Search",
            "MailboxSearchApplication",
            "MeetingGraphApplication",
            "TeamMailboxLifecycleApplication",
            "UserApplication");
}
