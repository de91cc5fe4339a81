package org.s2slab.exchange.ews;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.Rule;

/**
 * The permissions of a partner application that acts for a user: the user's own permissions, restricted to those
 * granted to the application. An application without explicit grants is not restricted.
 */
public record ApplicationPermissions(HopJournal journal) {
    /** The permission for everything that the user may do in EWS. */
    public static final String EVERYTHING = "EWS.AccessAsUser.All";

    /** The permission to read the user's IM list. */
    public static final String CONTACTS_READ = "Contacts.Read";

    /** The permission to read and change the user's IM list. */
    public static final String CONTACTS_WRITE = "Contacts.ReadWrite";

    /** All permissions of applications that act for a user. */
    public static final List<String> ACT_AS = List.of(EVERYTHING, CONTACTS_READ, CONTACTS_WRITE);

    /** The permission of an application without a linked account to act in every mailbox, without a user. */
    public static final String EVERY_MAILBOX = "full_access_as_app";

    /** The permissions of an application in EWS, without a user. */
    public static final List<String> EWS = List.of(EVERY_MAILBOX);

    private static final Set<String> READS = Set.of("GetImItemList", "GetImItems");
    private static final Set<String> CHANGES = Set.of(
            "AddDistributionGroupToImList",
            "AddImContactToGroup",
            "AddImGroup",
            "AddNewImContactToGroup",
            "AddNewTelUriContactToGroup",
            "RemoveContactFromImList",
            "RemoveDistributionGroupFromImList",
            "RemoveImContactFromGroup",
            "RemoveImGroup",
            "SetImGroup",
            "SetImListMigrationCompleted");

    /** The id of the rule about permissions of applications. */
    public static final String RULE = "I6";

    static final List<Rule<Wish>> RULES = List.of(new Rule<>(
            RULE,
            RefusalCode.GRANT_INSUFFICIENT,
            "An application does for a user only what both of them may.",
            ApplicationPermissions::beyond));

    /**
     * An operation that an application requests, with the permissions of the application.
     *
     * @param isInScope whether an application that calls as itself may act in the mailbox
     * @param alone whether the application calls as itself and not on behalf of a user
     */
    record Wish(boolean isInScope, String operation, List<String> given, boolean alone) {}

    /**
     * Refuses an application that acts for a user without the required permission, by rule I6, with a journal entry.
     * Does not check the user's own rights.
     */
    void require(Caller caller, PartnerGrants grants, String operation, CallContext context) {
        var application = caller.application();
        var user = caller.user();
        if (application != null && user != null) {
            require(caller, new Wish(true, operation, grants.actAs(), false), context.forUser(user.identifiers()));
        }
    }

    /** Refuses an application that calls as itself outside its scope, by rule I6, with a journal entry. */
    void requireScope(Caller caller, boolean isInScope, String operation, CallContext context) {
        require(caller, new Wish(isInScope, operation, caller.roles(), true), context);
    }

    private void require(Caller caller, Wish wish, CallContext context) {
        var application = caller.application();
        try {
            Rule.refuseByFirst(RULES, wish);
        } catch (Refusal refusal) {
            journal.refused(
                    HopKind.REFUSED,
                    application == null ? "-" : application.product(),
                    context,
                    refusal,
                    caller.tokenHash(),
                    RULES.get(0).refusing(Finding.of(refusal)));
            throw refusal;
        }
    }

    private static @Nullable Finding beyond(Wish wish) {
        List<String> given = wish.given();
        if (wish.alone()) {
            return wish.isInScope()
                    ? null
                    : Finding.of(
                            "roles of the token are " + given
                                    + ", and no management role or access policy permits the mailbox",
                            EVERY_MAILBOX + " for " + wish.operation());
        }
        boolean reads = READS.contains(wish.operation());
        boolean may = given.isEmpty()
                || given.contains(EVERYTHING)
                || (reads && given.contains(CONTACTS_READ))
                || ((reads || CHANGES.contains(wish.operation())) && given.contains(CONTACTS_WRITE));
        return may
                ? null
                : Finding.of(
                        "ActAsPermissions of the application are " + given, "a permission for " + wish.operation());
    }
}
