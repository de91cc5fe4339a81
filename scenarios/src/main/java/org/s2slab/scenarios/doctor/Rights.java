package org.s2slab.scenarios.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.s2slab.exchange.mailbox.ApplicationRole;

/** What the caller may do at the resource once its token is believed: trust level, linked account and roles, permission. */
final class Rights {
    /** What the features of a product need at Exchange, in the order in which a missing one is told. */
    private static final Map<String, List<ApplicationRole>> NEEDED = Map.of(
            "exchange", List.of(ApplicationRole.USER),
            "lync", List.of(ApplicationRole.USER, ApplicationRole.ARCHIVE),
            "sharepoint", List.of(ApplicationRole.USER, ApplicationRole.LEGAL_HOLD, ApplicationRole.MAILBOX_SEARCH));

    /** The account that Exchange's setup makes for applications of the other premises. */
    private static final String SETUP_ACCOUNT = "Exchange Online-ApplicationAccount";

    private final Pair pair;
    private final Registration held;
    private final List<Fault> faults = new ArrayList<>();

    private Rights(Pair pair, Registration held) {
        this.pair = pair;
        this.held = held;
    }

    /** @param held the caller as the resource has registered it */
    static List<Fault> of(Pair pair, Registration held) {
        Rights rights = new Rights(pair, held);
        if (!pair.resource().address().online()) {
            rights.level();
            rights.account();
            rights.permission();
        }
        return rights.faults;
    }

    private void level() {
        if (!held.level().equals("Full")) {
            faults.add(Fault.now(
                    FaultCode.TRUST_LEVEL_TOO_LOW,
                    pair.resource().name() + " trusts '" + held.name() + "' at the level " + held.level()
                            + ", which allows it less than its features need",
                    List.of(Line.of("Set-CsPartnerApplication")
                            .with("Identity", held.name())
                            .with("ApplicationTrustLevel", "Full")
                            .on(pair.resource().name()))));
        }
    }

    private void account() {
        if (!pair.resource().is("exchange")) {
            return;
        }
        String account = held.account();
        if (account == null) {
            faults.add(Fault.now(
                    FaultCode.LINKED_ACCOUNT_MISSING,
                    "the partner application '" + held.name() + "' on "
                            + pair.resource().name() + " has no linked account, so it may do nothing there",
                    link()));
        } else {
            roles(account.substring(account.lastIndexOf('/') + 1));
        }
    }

    private List<Cure> link() {
        return held.byServer()
                ? List.of(Line.of("Set-PartnerApplication")
                        .with("Identity", held.name())
                        .with("LinkedAccount", SETUP_ACCOUNT)
                        .on(pair.resource().name()))
                : Cures.register(pair.resource(), pair.caller());
    }

    private void roles(String account) {
        Set<String> has = pair.resource().settings().roles().getOrDefault(account, Set.of());
        NEEDED.getOrDefault(pair.caller().address().role(), List.of()).stream()
                .filter(role -> !has.contains(role.roleName())
                        && role.userRole().filter(has::contains).isEmpty())
                .forEach(role -> faults.add(Fault.now(
                        FaultCode.ROLE_MISSING,
                        "the account '" + account + "' of the partner application '" + held.name()
                                + "' has not the role " + role.roleName()
                                + role.userRole().map(other -> " or " + other).orElse(""),
                        List.of(Line.of("New-ManagementRoleAssignment")
                                .with("Role", role.roleName())
                                .with("User", account)
                                .on(pair.resource().name())))));
    }

    private void permission() {
        if (pair.resource().is("sharepoint") && !held.permitted()) {
            String nameId = held.application() + "@" + Objects.requireNonNullElse(held.realm(), "");
            faults.add(Fault.now(
                    FaultCode.PERMISSION_MISSING,
                    pair.resource().name() + " has granted '" + held.name() + "' (" + nameId + ") nothing",
                    List.of(Cures.permit(pair.resource(), pair.caller(), nameId))));
        }
    }
}
