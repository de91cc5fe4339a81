package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The management roles of applications, with the operations that each role permits. An application has the roles of the
 * account that its partner application is linked to (decision 0016). Only {@link #USER} permits operations that are not
 * listed.
 */
public enum ApplicationRole {
    USER(
            "UserApplication",
            null,
            "userapplication",
            "acts on behalf of end users",
            "every operation in the name of the user of its token",
            List.of()),
    ARCHIVE(
            "ArchiveApplication",
            null,
            "archiveapplication",
            "archives items in the mailboxes of users",
            "into the Recoverable Items folders of the user of its token, besides UserApplication",
            List.of("CreateItem", "CreateAttachment", "UploadItems", "MoveItem", "CopyItem")),
    MAILBOX_SEARCH(
            "MailboxSearchApplication",
            "Mailbox Search",
            "mailboxsearchapplication",
            "searches mailboxes",
            "over all mailboxes; GetItem, GetAttachment and ExportItems of what was found there",
            List.of("GetSearchableMailboxes", "GetDiscoverySearchConfiguration", "SearchMailboxes")),
    LEGAL_HOLD(
            "LegalHoldApplication",
            "Legal Hold",
            "legalholdapplication",
            "puts mailboxes on hold",
            "over all mailboxes",
            List.of("GetHoldOnMailboxes", "SetHoldOnMailboxes")),
    IMPERSONATION(
            "ApplicationImpersonation",
            null,
            "applicationimpersonation",
            "impersonates users to do tasks on their behalf",
            "every operation for the user of an ExchangeImpersonation header, by a token without a user",
            List.of()),
    TEAM_MAILBOX_LIFECYCLE(
            "TeamMailboxLifecycleApplication",
            null,
            "teammailboxlifecycleapplication",
            "updates the lifecycle states of site mailboxes",
            "nothing: there are no site mailboxes here",
            List.of()),
    OFFICE_EXTENSION(
            "OfficeExtensionApplication",
            null,
            "officeextensionapplication",
            "gives add-ins of Office access to the mailboxes of users",
            "nothing: there are no add-ins here",
            List.of()),
    MEETING_GRAPH(
            "MeetingGraphApplication", null, null, "not documented", "nothing: its use is not documented", List.of());

    /** The operations that a searcher may use on found items: reading them by id. */
    public static final List<String> FOUND_ITEMS = List.of("GetItem", "GetAttachment", "ExportItems");

    private final String roleName;
    private final @Nullable String userRole;
    private final @Nullable String page;
    private final String documented;
    private final String opens;

    @SuppressWarnings("ImmutableEnumChecker") // always made by List.of
    private final List<String> operations;

    ApplicationRole(
            String roleName,
            @Nullable String userRole,
            @Nullable String page,
            String documented,
            String opens,
            List<String> operations) {
        this.roleName = roleName;
        this.userRole = userRole;
        this.page = page;
        this.documented = documented;
        this.opens = opens;
        this.operations = operations;
    }

    /** The role over other users' mailboxes that an operation needs; empty if it acts in one mailbox only. */
    public static Optional<ApplicationRole> overMailboxes(String operation) {
        return Arrays.stream(values())
                .filter(role -> role.userRole != null && role.operations.contains(operation))
                .findFirst();
    }

    /** The name of the role in the product, {@code UserApplication}. */
    public String roleName() {
        return roleName;
    }

    /** The role that a user needs for the same, {@code Mailbox Search}; it is enough for an application too. */
    public Optional<String> userRole() {
        return Optional.ofNullable(userRole);
    }

    /** The purpose of the role according to the product's documentation. */
    public String documented() {
        return documented;
    }

    /** The page of the product's documentation; empty for a role without one. */
    public Optional<String> source() {
        return Optional.ofNullable(page)
                .map(name -> "https://learn.microsoft.com/exchange/" + name + "-role-exchange-2013-help");
    }

    /** The mailboxes or users for which the role permits its operations. */
    public String opens() {
        return opens;
    }

    /** The operations it opens, where it does not open all of them or none. */
    public List<String> operations() {
        return operations;
    }
}
