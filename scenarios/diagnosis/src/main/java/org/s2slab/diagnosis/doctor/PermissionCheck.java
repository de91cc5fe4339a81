package org.s2slab.diagnosis.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.exchange.accounts.ApplicationRole;

/** Checks the caller's rights at the resource: trust level, linked account with its roles, permissions. */
final class PermissionCheck {
    /** The roles at Exchange that the features of a product need, in the order of the reported faults. */
    private static final Map<String, List<ApplicationRole>> NEEDED = Map.of(
            "exchange", List.of(ApplicationRole.USER),
            "lync", List.of(ApplicationRole.USER, ApplicationRole.ARCHIVE),
            "sharepoint", List.of(ApplicationRole.USER, ApplicationRole.LEGAL_HOLD, ApplicationRole.MAILBOX_SEARCH));

    private final ServerPair pair;
    private final RegisteredPartner held;
    private final List<TrustFault> faults = new ArrayList<>();

    private PermissionCheck(ServerPair pair, RegisteredPartner held) {
        this.pair = pair;
        this.held = held;
    }

    /** @param held the caller's registration at the resource */
    static List<TrustFault> of(ServerPair pair, RegisteredPartner held) {
        PermissionCheck rights = new PermissionCheck(pair, held);
        if (!pair.resource().address().online()) {
            rights.level();
            rights.account();
            rights.permission();
        }
        return rights.faults;
    }

    private void level() {
        if (!held.level().equals("Full")) {
            faults.add(TrustFault.now(
                    FaultCode.TRUST_LEVEL_TOO_LOW,
                    "the partner application '" + held.name() + "' on "
                            + pair.resource().label() + " has the trust level " + held.level()
                            + ". Its features need Full",
                    ((LyncProduct) pair.resource().product()).setTrustLevel(held.name(), "Full")));
        }
    }

    private void account() {
        if (!(pair.resource().product() instanceof ExchangeProduct exchange)) {
            return;
        }
        String account = held.account();
        if (account == null) {
            faults.add(TrustFault.now(
                    FaultCode.LINKED_ACCOUNT_MISSING,
                    "the partner application '" + held.name() + "' on "
                            + pair.resource().label() + " has no linked account, so it has no rights",
                    CmdletFix.of(link(exchange))));
        } else {
            roles(exchange, account.substring(account.lastIndexOf('/') + 1));
        }
    }

    private List<CmdletCall> link(ExchangeProduct exchange) {
        boolean isOfSetup = held.byServer() || pair.caller().is("exchange");
        String account =
                isOfSetup ? ExchangeProduct.SETUP_ACCOUNT : held.name().replaceFirst("-.*", "-ApplicationAccount");
        return isOfSetup || pair.resource().settings().roles().containsKey(account)
                ? List.of(exchange.linkAccount(held.name(), account))
                : exchange.register(DirectTrustCheck.spec("", pair.caller()));
    }

    private void roles(ExchangeProduct exchange, String account) {
        Set<String> has = pair.resource().settings().roles().getOrDefault(account, Set.of());
        NEEDED.getOrDefault(pair.caller().address().role(), List.of()).stream()
                .filter(role -> !has.contains(role.roleName())
                        && role.userRole().filter(has::contains).isEmpty())
                .forEach(role -> faults.add(TrustFault.now(
                        FaultCode.ROLE_MISSING,
                        "the account '" + account + "' of the partner application '" + held.name()
                                + "' does not have the role " + role.roleName()
                                + role.userRole().map(other -> " or " + other).orElse(""),
                        exchange.assignRole(role.roleName(), account))));
    }

    private void permission() {
        if (pair.resource().product() instanceof SharePointProduct farm && !held.permitted()) {
            String nameId = held.application() + "@" + Objects.requireNonNullElse(held.realm(), "");
            faults.add(TrustFault.now(
                    FaultCode.PERMISSION_MISSING,
                    pair.resource().label() + " has granted no permission to '" + held.name() + "' (" + nameId + ")",
                    farm.permit(nameId, pair.caller().product().role())));
        }
    }
}
