package org.s2slab.exchange.outofoffice;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.Audience;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.State;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get- and Set-MailboxAutoReplyConfiguration. */
public record AutoReplyCmdlets(OutOfOfficeStore store, MailboxDirectory mailboxes) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-MailboxAutoReplyConfiguration", given -> shown(mailbox(given))),
                CMDLETS.cmdlet("Set-MailboxAutoReplyConfiguration", this::set));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> store.database().change(tx -> {
                    OutOfOfficeSettings before = store.get(tx, mailbox);
                    OutOfOfficeSettings requested = new OutOfOfficeSettings(
                            given.optionalText("AutoReplyState")
                                    .map(State::valueOf)
                                    .orElse(before.state()),
                            given.optionalText("ExternalAudience")
                                    .map(Audience::valueOf)
                                    .orElse(before.audience()),
                            given.date("StartTime").orElse(before.starts()),
                            given.date("EndTime").orElse(before.ends()),
                            given.optionalText("InternalMessage").orElse(before.internal()),
                            given.optionalText("ExternalMessage").orElse(before.external()));
                    if (!requested.starts().isBefore(requested.ends())) {
                        throw Refusal.invalid("EndTime: '" + requested.ends() + "', expected a time after StartTime '"
                                + requested.starts() + "'.");
                    }
                    store.set(tx, mailbox, requested);
                }));
    }

    private Future<CmdletOutput> shown(Mailbox mailbox) {
        return store.database()
                .read(rx -> store.get(rx, mailbox))
                .map(settings -> CmdletOutput.of(CmdletObject.empty()
                        .with("AutoReplyState", settings.state().name())
                        .with("EndTime", settings.ends().toString())
                        .with("ExternalAudience", settings.audience().name())
                        .with("ExternalMessage", settings.external())
                        .with("InternalMessage", settings.internal())
                        .with("StartTime", settings.starts().toString())
                        .with("MailboxOwnerId", mailbox.name())
                        .with("Identity", mailbox.name())));
    }

    private Mailbox mailbox(CmdletArguments given) {
        return ExchangeCmdlets.mailbox(mailboxes, given.text("Identity"));
    }
}
