package org.s2slab.exchange.ediscovery;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.search.QuerySyntaxException;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-, New-, Set- and Remove-MailboxSearch for stored searches and their In-Place Holds. */
public record MailboxSearchCmdlets(InPlaceHoldService holds, MailboxDirectory mailboxes) {
    public List<Cmdlet> all() {
        return List.of(
                objects().get(MailboxSearchCmdlets::byHold),
                CMDLETS.cmdlet("New-MailboxSearch", this::create),
                CMDLETS.cmdlet("Set-MailboxSearch", this::change),
                objects().remove(MailboxSearchCmdlets::checkReleased, holds::remove));
    }

    private ObjectCmdlets<SavedMailboxSearch> objects() {
        return new ObjectCmdlets<>(
                        ExchangeCmdlets.kind("MailboxSearch", "mailbox search"),
                        holds::searches,
                        SavedMailboxSearch::name,
                        this::object)
                .identifiedBy((search, name) -> search.name().equalsIgnoreCase(name.strip()));
    }

    private static Predicate<SavedMailboxSearch> byHold(CmdletArguments given) {
        Optional<String> hold = given.optionalText("InPlaceHoldIdentity");
        return search -> hold.isEmpty() || hold.get().equalsIgnoreCase(search.holdId());
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        objects().requireFree(name);
        return put(given, name, Optional.empty());
    }

    private Future<CmdletOutput> change(CmdletArguments given) {
        SavedMailboxSearch before = objects().existing(given);
        return put(given, before.name(), Optional.of(before));
    }

    private static void checkReleased(SavedMailboxSearch search) {
        if (search.hold()) {
            throw Refusal.invalid("Identity: '" + search.name()
                    + "' is an In-Place Hold. Release it first: Set-MailboxSearch -InPlaceHoldEnabled $false.");
        }
    }

    private Future<CmdletOutput> put(CmdletArguments given, String name, Optional<SavedMailboxSearch> before) {
        SavedMailboxSearch search = checked(
                before,
                new InPlaceHoldService.HoldRequest(
                        name,
                        given.has("SearchQuery")
                                ? given.optionalText("SearchQuery").orElse("")
                                : before.map(SavedMailboxSearch::query).orElse(""),
                        given.has("SourceMailboxes") || before.isEmpty()
                                ? sources(given)
                                : before.get().mailboxes(),
                        given.flag(
                                "InPlaceHoldEnabled",
                                before.map(SavedMailboxSearch::hold).orElse(false)),
                        period(given, before.map(SavedMailboxSearch::period).orElse(null)),
                        before.map(SavedMailboxSearch::holdId).orElse("")));
        return given.unlessWhatIf(() -> holds.put(search).map(done -> CmdletOutput.of(object(search))));
    }

    private List<String> sources(CmdletArguments given) {
        List<String> found = given.texts("SourceMailboxes").stream()
                .map(name -> ExchangeCmdlets.mailbox(mailboxes, name))
                .map(Mailbox::id)
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw Refusal.invalid("SourceMailboxes: it is empty, expected at least one mailbox.");
        }
        return found;
    }

    private SavedMailboxSearch checked(Optional<SavedMailboxSearch> before, InPlaceHoldService.HoldRequest requested) {
        try {
            return holds.checked(before, requested);
        } catch (QuerySyntaxException malformed) {
            throw Refusal.invalid("SearchQuery: " + malformed.detail());
        }
    }

    private static @Nullable Duration period(CmdletArguments given, @Nullable Duration before) {
        try {
            return given.has("ItemHoldPeriod")
                    ? HoldDurationFormat.ofHold(
                            given.optionalText("ItemHoldPeriod").orElse(""))
                    : before;
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private CmdletObject object(SavedMailboxSearch search) {
        return CmdletObject.empty()
                .with("Name", search.name())
                .with("SearchQuery", search.query())
                .with(
                        "SourceMailboxes",
                        mailboxes.all().stream()
                                .filter(mailbox -> search.mailboxes().contains(mailbox.id()))
                                .map(Mailbox::name)
                                .toList())
                .with("InPlaceHoldEnabled", search.hold())
                .with("ItemHoldPeriod", HoldDurationFormat.shown(search.period()))
                .with("InPlaceHoldIdentity", search.holdId())
                .with("CreatedTime", search.created())
                .with("Identity", search.name());
    }
}
