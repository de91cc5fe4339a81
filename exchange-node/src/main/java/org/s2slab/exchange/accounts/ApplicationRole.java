package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The management roles of applications, with the operations that each role permits. An application has the roles of the
 * account that its partner application is linked to (decision 0016). Only {@link #USER} permits operations that are not
 * listed. The roles are documented at
 * https://learn.microsoft.com/exchange/userapplication-role-exchange-2013-help and its neighbours.
 */
public enum ApplicationRole {
    /** Acts on behalf of end users: every operation in the name of the user of its token. */
    USER("UserApplication", null, List.of()),
    /** Archives items: into the Recoverable Items folders of the user of its token, besides UserApplication. */
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
    /** Searches all mailboxes; {@link #FOUND_ITEMS} are for what was found there. */
    MAILBOX_SEARCH(
            "MailboxSearchApplication",
            "Mailbox Search",
            List.of(
                    "GetSearchableMailboxes",
                    "GetDiscoverySearchConfiguration",
                    "SearchMailboxes",
                    "GetNonIndexableItemDetails",
                    "GetNonIndexableItemStatistics")),
    /** Puts all mailboxes on hold. */
    LEGAL_HOLD("LegalHoldApplication", "Legal Hold", List.of("GetHoldOnMailboxes", "SetHoldOnMailboxes")),
    /** Every operation for the user of an ExchangeImpersonation header, by a token without a user. */
    IMPERSONATION("ApplicationImpersonation", null, List.of()),
    /** Opens nothing: there are no site mailboxes. */
    TEAM_MAILBOX_LIFECYCLE("TeamMailboxLifecycleApplication", null, List.of()),
    /** Opens nothing: there are no add-ins. */
    OFFICE_EXTENSION("OfficeExtensionApplication", null, List.of()),
    /** Opens nothing: its use is not documented. */
    MEETING_GRAPH("MeetingGraphApplication", null, List.of());

    /** The operations that a searcher may use on found items: reading them by id. */
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

    /** The operations it opens, where it does not open all of them or none. */
    public List<String> operations() {
        return operations;
    }
}
