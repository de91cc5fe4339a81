package org.s2slab.exchange.ews;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.validation.Rule;

/**
 * The management roles of the caller of one request. An application has the roles of its linked account. A user has
 * none of an application's roles. Rule I7 records a refusal with the account, the missing role and the cmdlet that
 * assigns it. The caller receives only the product's error code.
 */
public final class CallerRoles {
    static final List<Rule<Need>> RULES = List.of(new Rule<>(
            "I7",
            RefusalCode.ACCESS_DENIED,
            "What needs a management role is done only by who has it: a user, and an application by its linked account.",
            Need::finding));

    private final Caller caller;
    private final CallContext context;
    private final @Nullable PartnerApplication partner;
    private final @Nullable Mailbox linkedAccount;
    private final Function<String, List<String>> roles;
    private final HopJournal journal;

    /**
     * @param partner the registration of the calling application, or null for a user or an unregistered application
     * @param linkedAccount the linked account of the registration, or null if there is none
     * @param roles the management roles of an account, by account id
     */
    CallerRoles(
            Caller caller,
            CallContext context,
            @Nullable PartnerApplication partner,
            @Nullable Mailbox linkedAccount,
            Function<String, List<String>> roles,
            HopJournal journal) {
        this.caller = caller;
        this.context = context;
        this.partner = partner;
        this.linkedAccount = linkedAccount;
        this.roles = roles;
        this.journal = journal;
    }

    /**
     * A required management role: an account must have at least one of several roles.
     *
     * @param sufficient the sufficient roles, the recommended one first
     * @param account the account that needs the role
     * @param has the current roles of the account
     */
    record Need(List<String> sufficient, String account, List<String> has, String operation) {
        @Nullable
        Finding finding() {
            String first = sufficient.get(0);
            return sufficient.stream().anyMatch(has::contains)
                    ? null
                    : Finding.of(
                            "management roles of the account '" + account + "' are " + has,
                            String.join(" or ", sufficient) + " for " + operation
                                    + ": New-ManagementRoleAssignment -Role \"" + first + "\" -User \"" + account
                                    + "\"");
        }
    }

    /** Whether the caller is a user, who has the rights of a mailbox owner. */
    public boolean isPerson() {
        return caller.isPerson();
    }

    /** Whether the caller is an application whose linked account has the role, or the corresponding user role. */
    public boolean has(ApplicationRole role) {
        return !isPerson() && need(role, "").finding() == null;
    }

    /**
     * Refuses an application without the role by rule I7, and records the refusal in the journal. Does not check a
     * user.
     *
     * @throws EwsFault ErrorAccessDenied
     */
    public void require(ApplicationRole role, String operation) {
        require(role, operation, new EwsFault(ResponseCode.ErrorAccessDenied));
    }

    /**
     * Refuses an application without the role by rule I7, with the given fault. Records the refusal in the journal.
     * Does not check a user.
     */
    void require(ApplicationRole role, String operation, EwsFault answer) {
        if (!isPerson()) {
            require(need(role, operation), answer);
        }
    }

    /**
     * Refuses an application that acts for a user without the role UserApplication. Does not check an application that
     * has permissions instead of a linked account: rule I6 checked its permissions before.
     */
    void requireUser(String operation) {
        boolean byPermissions = partner != null
                && partner.linkedAccount() == null
                && !partner.grants().actAs().isEmpty();
        if (!byPermissions) {
            require(ApplicationRole.USER, operation);
        }
    }

    /** Refuses a user who does not have the user role that corresponds to an application role. */
    void requireOf(Mailbox user, ApplicationRole role, String operation, EwsFault answer) {
        require(
                new Need(List.of(role.userRole().orElseThrow()), user.name(), roles.apply(user.id()), operation),
                answer);
    }

    private Need need(ApplicationRole role, String operation) {
        String linked = partner == null ? null : partner.linkedAccount();
        return new Need(
                Stream.concat(Stream.of(role.roleName()), role.userRole().stream())
                        .toList(),
                linked == null ? "" : accountName(linked),
                linkedAccount == null ? List.of() : roles.apply(linkedAccount.id()),
                operation);
    }

    private void require(Need need, EwsFault answer) {
        Rule<Need> rule = RULES.get(0);
        Finding finding = rule.check().finding(need);
        if (finding == null) {
            return;
        }
        var application = caller.application();
        var user = caller.user();
        journal.refused(
                HopKind.REFUSED,
                application == null ? "-" : application.product(),
                user == null ? context : context.forUser(user.identifiers()),
                new Refusal(rule.code(), rule.id(), finding),
                caller.tokenHash(),
                rule.refusing(finding));
        throw answer;
    }

    /** The name of an account in a {@code LinkedAccount} of the form {@code contoso.com/Users/Name}. */
    static String accountName(String linkedAccount) {
        return linkedAccount.substring(linkedAccount.lastIndexOf('/') + 1);
    }
}
