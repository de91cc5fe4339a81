package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.organization.MailboxServers;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-MailboxDatabase and New-MoveRequest: one database for each server, and the moves between them. */
record MailboxDatabaseCmdlets(MailboxServers servers) {
    List<Cmdlet> all() {
        return List.of(
                databases()
                        .get(given -> host -> given.optionalText("Server")
                                .map(name -> MailboxServers.isNamed(host, name))
                                .orElse(true)),
                CMDLETS.cmdlet("New-MoveRequest", this::move));
    }

    private ObjectCmdlets<String> databases() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("MailboxDatabase", "mailbox database"),
                servers::hosts,
                MailboxServers::databaseOf,
                host -> CmdletObject.empty()
                        .with("Name", MailboxServers.databaseOf(host))
                        .with("Server", MailboxServers.name(host))
                        .with("Recovery", false)
                        .with("ReplicationType", "None")
                        .with("Mounted", true)
                        .with("Identity", MailboxServers.databaseOf(host)));
    }

    /** Moves a mailbox at once, and keeps no move request. */
    private Future<CmdletOutput> move(CmdletArguments given) {
        Mailbox mailbox = mailbox(given.text("Identity"));
        String source = MailboxServers.databaseOf(servers.of(mailbox));
        String target = target(given.text("TargetDatabase"));
        if (source.equals(target)) {
            throw Refusal.invalid("TargetDatabase: mailbox '" + mailbox.name() + "' is already in '" + target
                    + "'; expected another database of Get-MailboxDatabase.");
        }
        return given.unlessWhatIf(
                CmdletOutput.of(CmdletObject.empty()
                        .with("DisplayName", mailbox.name())
                        .with("Status", "Completed")
                        .with("SourceDatabase", source)
                        .with("TargetDatabase", target)
                        .with("PercentComplete", 100)),
                () -> servers.mailboxes().move(mailbox, target));
    }

    private Mailbox mailbox(String identity) {
        List<Mailbox> found = servers.mailboxes().identified(identity).stream()
                .filter(Mailbox::present)
                .toList();
        if (found.size() != 1) {
            throw Refusal.invalid("Identity: '" + identity + "' matches " + found.size() + " mailboxes, expected one.");
        }
        return found.get(0);
    }

    private String target(String name) {
        List<String> names =
                servers.hosts().stream().map(MailboxServers::databaseOf).toList();
        return names.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("TargetDatabase: Couldn't find mailbox database \"" + name
                        + "\". The databases are " + String.join(", ", names) + "."));
    }
}
