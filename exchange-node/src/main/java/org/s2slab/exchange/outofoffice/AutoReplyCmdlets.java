package org.s2slab.exchange.outofoffice;

import static org.s2slab.management.CmdletParameter.Type.DATE;
import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.organization.ExchangeCmdletErrors;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.Audience;
import org.s2slab.exchange.outofoffice.OutOfOfficeSettings.State;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;

/** Get- and Set-MailboxAutoReplyConfiguration. */
public record AutoReplyCmdlets(OutOfOfficeStore store, MailboxDirectory mailboxes) {
    public List<Cmdlet> all() {
        CmdletParameter identity = required("Identity", STRING, "The mailbox.");
        return List.of(
                Cmdlet.reads(
                        "Get-MailboxAutoReplyConfiguration",
                        "Shows the automatic replies of a mailbox.",
                        List.of(identity),
                        given -> shown(mailbox(given))),
                Cmdlet.changes(
                        "Set-MailboxAutoReplyConfiguration",
                        "Changes the automatic replies of a mailbox.",
                        List.of(
                                identity,
                                choice("AutoReplyState", false, names(State.values()), "Whether replies are sent."),
                                optional("InternalMessage", STRING, "The reply within the organization, HTML."),
                                optional("ExternalMessage", STRING, "The reply to others, HTML."),
                                choice(
                                        "ExternalAudience",
                                        false,
                                        names(Audience.values()),
                                        "Who outside of the organization gets a reply."),
                                optional("StartTime", DATE, "When a scheduled absence starts."),
                                optional("EndTime", DATE, "When a scheduled absence ends.")),
                        this::set));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> store.get(mailbox).compose(before -> {
                    OutOfOfficeSettings wanted = new OutOfOfficeSettings(
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
                    return wanted.starts().isBefore(wanted.ends())
                            ? store.set(mailbox, wanted)
                            : Future.failedFuture(Refusal.invalid("EndTime: '" + wanted.ends()
                                    + "', expected a time after StartTime '" + wanted.starts() + "'."));
                }));
    }

    private Future<CmdletOutput> shown(Mailbox mailbox) {
        return store.get(mailbox)
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
        String identity = given.text("Identity");
        Optional<Mailbox> found =
                mailboxes.identified(identity).stream().filter(Mailbox::present).findFirst();
        return found.orElseThrow(() -> ExchangeCmdletErrors.notFound(identity));
    }
}
