package org.s2slab.exchange.rules;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;

/** The cmdlets Get- and Set-MailboxJunkEmailConfiguration. */
public record JunkCmdlets(Database database, MailboxDirectory mailboxes) {
    private static final String TRUSTED = "TrustedSendersAndDomains";
    private static final String BLOCKED = "BlockedSendersAndDomains";

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-MailboxJunkEmailConfiguration", given -> shown(mailbox(given))),
                CMDLETS.cmdlet("Set-MailboxJunkEmailConfiguration", this::set));
    }

    private Mailbox mailbox(CmdletArguments given) {
        return ExchangeCmdlets.mailbox(mailboxes, given.text("Identity"));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        List<String> trusted = entries(given, TRUSTED);
        List<String> blocked = entries(given, BLOCKED);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> database.change(tx -> {
                    JunkConfiguration before = JunkStore.of(tx, mailbox);
                    JunkConfiguration after = new JunkConfiguration(
                            given.flag("Enabled", before.enabled()),
                            given.has(TRUSTED) ? trusted : before.trusted(),
                            given.flag("TrustedListsOnly", before.trustedListsOnly()),
                            given.has(BLOCKED) ? blocked : before.blocked());
                    JunkStore.put(tx, mailbox, after);
                }));
    }

    private static List<String> entries(CmdletArguments given, String parameter) {
        List<String> entries =
                given.texts(parameter).stream().map(NameKey::trimmed).distinct().toList();
        if (entries.size() > JunkConfiguration.MOST) {
            throw Refusal.invalid(
                    parameter + ": " + entries.size() + " entries, expected at most " + JunkConfiguration.MOST + ".");
        }
        entries.stream()
                .filter(entry -> !JunkConfiguration.isEntry(entry))
                .findFirst()
                .ifPresent(entry -> {
                    throw Refusal.invalid(parameter + ": '" + entry
                            + "', expected an address such as anna@contoso.com or a domain such as contoso.com.");
                });
        return entries;
    }

    private Future<CmdletOutput> shown(Mailbox mailbox) {
        return database.read(rx -> JunkStore.of(rx, mailbox))
                .map(junk -> CmdletOutput.of(CmdletObject.empty()
                        .with("MailboxOwnerId", mailbox.name())
                        .with("Enabled", junk.enabled())
                        .with("TrustedListsOnly", junk.trustedListsOnly())
                        .with(TRUSTED, junk.trusted())
                        .with(BLOCKED, junk.blocked())
                        .with("Identity", mailbox.name())));
    }
}
