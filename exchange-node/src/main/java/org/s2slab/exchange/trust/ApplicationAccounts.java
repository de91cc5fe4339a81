package org.s2slab.exchange.trust;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.trace.IdGenerator;

/** The disabled accounts that represent partner applications, with their management roles. */
public record ApplicationAccounts(
        MailboxDirectory accounts, RoleAssignmentStore roles, ExchangeOrganization organisation, IdGenerator ids) {
    /** The account with a name and at least these roles; created if it does not exist. */
    public Future<Mailbox> with(String name, List<String> requested) {
        return account(name)
                .compose(account -> roles.putAll(requested.stream()
                                .map(role -> new RoleAssignment(role + "-" + account.name(), role, account.id()))
                                .toList())
                        .map(account));
    }

    private Future<Mailbox> account(String name) {
        Optional<Mailbox> existing = accounts.identified(name).stream().findFirst();
        if (existing.isPresent()) {
            return Future.succeededFuture(existing.get());
        }
        String upn = name.replace(" ", "") + "@" + organisation.realm();
        Mailbox account = new Mailbox(ids.uuid(), name, upn, null, null, List.of(), Switches.of());
        return accounts.add(account);
    }
}
