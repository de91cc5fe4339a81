package org.s2slab.exchange.ediscovery;

import org.s2slab.exchange.organization.CmdletWords;

import static org.s2slab.management.Parameter.Type.BOOLEAN;
import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.optional;
import static org.s2slab.management.Parameter.required;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxSearch;
import org.s2slab.exchange.mailbox.Preservation;
import org.s2slab.exchange.mailbox.Retention;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Start-ManagedFolderAssistant, and what Set-Mailbox and Get-Mailbox have of holds and retention. */
public final class RetentionCmdlets {
    /** What Set-Mailbox takes of it. */
    public static final List<Parameter> SETTINGS = List.of(
            optional("LitigationHoldEnabled", BOOLEAN, "Whether nothing at all is purged from it."),
            optional(
                    "SingleItemRecoveryEnabled",
                    BOOLEAN,
                    "Whether even what is deleted for good is kept in Purges for a while."),
            optional("RetainDeletedItemsFor", STRING, "How long Recoverable Items keeps items, in days."));

    private final MailboxDirectory mailboxes;
    private final Preservation preservation;
    private final ManagedFolderAssistant assistant;

    public RetentionCmdlets(MailboxDirectory mailboxes, Preservation preservation, ManagedFolderAssistant assistant) {
        this.mailboxes = mailboxes;
        this.preservation = preservation;
        this.assistant = assistant;
    }

    public List<Cmdlet> all() {
        return List.of(Cmdlet.changes(
                "Start-ManagedFolderAssistant",
                "Purges what a mailbox no longer has to keep, now.",
                List.of(required("Identity", STRING, "The mailbox.")),
                this::process));
    }

    private Future<CmdletOutput> process(Parameters given) {
        String identity = given.text("Identity");
        Mailbox mailbox =
                mailboxes.identified(identity).stream().findFirst().orElseThrow(() -> CmdletWords.notFound(identity));
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> assistant.process(mailbox));
    }

    /** Changes what Set-Mailbox was told to. */
    public Future<Void> set(Mailbox mailbox, Parameters given) {
        if (SETTINGS.stream().noneMatch(setting -> given.has(setting.name()))) {
            return Future.succeededFuture();
        }
        Retention before = preservation.retentionOf(mailbox.id());
        String retain = given.optionalText("RetainDeletedItemsFor").orElseGet(() -> HoldPeriod.shown(before.retain()));
        Retention wanted = new Retention(
                given.flag("LitigationHoldEnabled", before.litigationHold()),
                given.flag("SingleItemRecoveryEnabled", before.singleItemRecovery()),
                HoldPeriod.parse(retain)
                        .orElseThrow(() -> CmdletWords.invalid(
                                "RetainDeletedItemsFor: '" + retain + "', expected " + HoldPeriod.FORMS + ".")));
        return preservation.setRetention(mailbox.id(), wanted);
    }

    /** A mailbox as Get-Mailbox shows it, with its holds. */
    public CmdletObject shown(CmdletObject object, Mailbox mailbox) {
        Retention retention = preservation.retentionOf(mailbox.id());
        return object.with("LitigationHoldEnabled", retention.litigationHold())
                .with(
                        "InPlaceHolds",
                        preservation.holdsOn(mailbox.id()).stream()
                                .map(MailboxSearch::holdId)
                                .toList())
                .with("SingleItemRecoveryEnabled", retention.singleItemRecovery())
                .with("RetainDeletedItemsFor", HoldPeriod.shown(retention.retain()));
    }
}
