package org.s2slab.exchange.ediscovery;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.RetentionSettings;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** The cmdlet Start-ManagedFolderAssistant, and the hold and retention parameters of Set-Mailbox and Get-Mailbox. */
public record HoldAndRetentionCmdlets(
        MailboxDirectory mailboxes, HoldAndRetentionStore preservation, ManagedFolderAssistant assistant) {
    private static final String QUOTA = "ProhibitSendQuota";

    /** The parameters of Set-Mailbox for holds, retention and quota. */
    private static final List<String> SETTINGS =
            List.of("LitigationHoldEnabled", "SingleItemRecoveryEnabled", "RetainDeletedItemsFor", QUOTA);

    private static final String UNLIMITED = "Unlimited";
    private static final Pattern SIZE = Pattern.compile("(?i)(\\d{1,9}) ?(B|KB|MB|GB)?");

    public List<Cmdlet> all() {
        return List.of(CMDLETS.cmdlet("Start-ManagedFolderAssistant", this::process));
    }

    private Future<CmdletOutput> process(CmdletArguments given) {
        Mailbox mailbox = ExchangeCmdlets.account(mailboxes, given.text("Identity"));
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> assistant.process(mailbox));
    }

    /** Applies the given parameters of Set-Mailbox. */
    public Future<Void> set(Mailbox mailbox, CmdletArguments given) {
        if (SETTINGS.stream().noneMatch(given::has)) {
            return Future.succeededFuture();
        }
        RetentionSettings before = preservation.retentionOf(mailbox.id());
        String retain =
                given.optionalText("RetainDeletedItemsFor").orElseGet(() -> HoldDurationFormat.shown(before.retain()));
        RetentionSettings requested = new RetentionSettings(
                Switches.<RetentionSwitch>of()
                        .with(
                                RetentionSwitch.LITIGATION_HOLD,
                                given.flag("LitigationHoldEnabled", before.litigationHold()))
                        .with(
                                RetentionSwitch.SINGLE_ITEM_RECOVERY,
                                given.flag("SingleItemRecoveryEnabled", before.singleItemRecovery())),
                HoldDurationFormat.parse(retain)
                        .orElseThrow(() -> Refusal.invalid(
                                "RetainDeletedItemsFor: '" + retain + "', expected " + HoldDurationFormat.FORMS + ".")),
                given.has(QUOTA) ? quota(given.text(QUOTA)) : before.sendQuota());
        return preservation.setRetention(mailbox.id(), requested);
    }

    private static @Nullable Long quota(String text) {
        if (text.equalsIgnoreCase(UNLIMITED)) {
            return null;
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Refusal.invalid(QUOTA + ": '" + text + "', expected a size such as 50MB, or Unlimited.");
        }
        String unit = Objects.requireNonNullElse(size.group(2), "B").toUpperCase(Locale.ROOT);
        return Long.parseLong(size.group(1))
                << (10 * List.of("B", "KB", "MB", "GB").indexOf(unit));
    }

    /** Adds holds and retention settings to the output of Get-Mailbox. */
    public CmdletObject shown(CmdletObject object, Mailbox mailbox) {
        RetentionSettings retention = preservation.retentionOf(mailbox.id());
        return object.with("LitigationHoldEnabled", retention.litigationHold())
                .with(
                        "InPlaceHolds",
                        preservation.holdsOn(mailbox.id()).stream()
                                .map(SavedMailboxSearch::holdId)
                                .toList())
                .with("SingleItemRecoveryEnabled", retention.singleItemRecovery())
                .with("RetainDeletedItemsFor", HoldDurationFormat.shown(retention.retain()))
                .with(QUOTA, retention.sendQuota() == null ? UNLIMITED : retention.sendQuota() + " B");
    }
}
