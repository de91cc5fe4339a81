package org.s2slab.migration.importer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.exchange.accounts.RoleAssignment;

/** Writes the steps that give each linked account exactly its roles in the export. */
record RoleSteps(TrustSteps steps) {
    /** The roles that setup and the documented script assign, by account. */
    private static final Map<String, List<String>> GIVEN = Map.of(
            "LyncEnterprise-ApplicationAccount", List.of("UserApplication", "ArchiveApplication"),
            "SharePointEnterprise-ApplicationAccount",
                    List.of(
                            "UserApplication",
                            "LegalHoldApplication",
                            "Mailbox Search",
                            "TeamMailboxLifecycleApplication"),
            "Exchange Online-ApplicationAccount",
                    List.of(
                            "UserApplication",
                            "ArchiveApplication",
                            "LegalHoldApplication",
                            "Mailbox Search",
                            "TeamMailboxLifecycleApplication",
                            "MailboxSearchApplication",
                            "MeetingGraphApplication"));

    void of(ServerDraft exchange) {
        if (!exchange.rolesAreKnown || exchange.online) {
            return;
        }
        ExchangeProduct product = (ExchangeProduct) exchange.product();
        Set<String> accounts = new LinkedHashSet<>();
        exchange.partners.forEach(partner -> {
            if (partner.account() != null && GIVEN.containsKey(partner.account())) {
                accounts.add(partner.account());
            }
        });
        for (String account : accounts) {
            Set<String> has = new TreeSet<>(exchange.roles.getOrDefault(account, Set.of()));
            has.retainAll(RoleAssignment.ROLES);
            List<String> given = GIVEN.getOrDefault(account, List.of());
            for (String role : has) {
                if (!given.contains(role)) {
                    steps.run(account + " gets a role", product.assignRole(role, account));
                }
            }
            for (String role : given) {
                if (!has.contains(role)) {
                    steps.run(account + " loses a role", product.removeRole(role, account));
                }
            }
        }
    }
}
