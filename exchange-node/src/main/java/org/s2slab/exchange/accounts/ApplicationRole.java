package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The management roles of applications, with the operations that each role permits. An application has the roles of the
 * account that its partner application is linked to (decision 0016). Only {@link #USER} permits operations that are not
 * listed. Documentation: https://learn.microsoft.com/exchange/userapplication-role-exchange-2013-help and related
 * pages.
 */
public enum ApplicationRole {
    /** Acting on behalf of users: every operation for the user in the token. */
    USER("UserApplication", null, List.of()),
    /** Archiving in the Recoverable Items folders of the user in the token. Needed in addition to UserApplication. */
    ARCHIVE(
            "ArchiveApplication",
            null,
            List.of(
                    "CreateItem",
                    "CreateAttachment",
                    "UploadItems",
                    "MoveItem",
                    "CopyItem",
                    "UpdateItemInRecoverableItems")),
    /** Searching all mailboxes; {@link #FOUND_ITEMS} are the operations on found items. */
    MAILBOX_SEARCH(
            "MailboxSearchApplication",
            "Mailbox Search",
            List.of(
                    "GetSearchableMailboxes",
                    "GetDiscoverySearchConfiguration",
                    "SearchMailboxes",
                    "GetNonIndexableItemDetails",
                    "GetNonIndexableItemStatistics")),
    /** Placing all mailboxes on hold. */
    LEGAL_HOLD("LegalHoldApplication", "Legal Hold", List.of("GetHoldOnMailboxes", "SetHoldOnMailboxes")),
    /** Every operation for the user in an ExchangeImpersonation header, with a token without a user. */
    IMPERSONATION("ApplicationImpersonation", null, List.of()),
    /** Permits no operation: the lab has no site mailboxes. */
    TEAM_MAILBOX_LIFECYCLE("TeamMailboxLifecycleApplication", null, List.of()),
    /** Permits no operation: the lab has no add-ins. */
    OFFICE_EXTENSION("OfficeExtensionApplication", null, List.of()),
    /** Permits no operation: the use of the role is not documented. */
    MEETING_GRAPH("MeetingGraphApplication", null, List.of());

    /** The operations that read found items by id. */
    public static final List<String> FOUND_ITEMS = List.of("GetItem", "GetAttachment", "ExportItems");

    private final String roleName;
    private final @Nullable String userRole;

    @SuppressWarnings("ImmutableEnumChecker") // always made by List.of
    private final List<String> operations;

    ApplicationRole(String roleName, @Nullable String userRole, List<String> operations) {
        this.roleName = roleName;
        this.userRole = userRole;
        this.operations = operations;
    }

    /**
     * The role over other users' mailboxes that an operation needs; empty if the operation acts in one mailbox only.
     */
    public static Optional<ApplicationRole> overMailboxes(String operation) {
        return Arrays.stream(values())
                .filter(role -> role.userRole != null && role.operations.contains(operation))
                .findFirst();
    }

    /** The name of the role in the product, for instance {@code UserApplication}. */
    public String roleName() {
        return roleName;
    }

    /** The corresponding user role, for instance {@code Mailbox Search}. It is also sufficient for an application. */
    public Optional<String> userRole() {
        return Optional.ofNullable(userRole);
    }

    /** The permitted operations; empty for roles that permit all operations or none. */
    public List<String> operations() {
        return operations;
    }
}
