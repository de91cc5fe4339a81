package org.s2slab.exchange;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.discovery.HoldPeriod;
import org.s2slab.exchange.discovery.InPlaceHolds;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxSearch;
import org.s2slab.exchange.mailbox.Preservation;
import org.s2slab.exchange.search.QueryMalformed;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.trace.Ids;

/** Get-, New-, Set- and Remove-MailboxSearch: kept searches, and the In-Place Holds they may be. */
final class MailboxSearchCmdlets {
    private static final Parameter QUERY =
            Parameter.optional("SearchQuery", Parameter.Type.STRING, "A keyword query; everything without one.");
    private static final Parameter HOLD =
            Parameter.optional("InPlaceHoldEnabled", Parameter.Type.BOOLEAN, "Whether what it finds is held.");
    private static final Parameter PERIOD = Parameter.optional(
            "ItemHoldPeriod", Parameter.Type.STRING, "How long an item is held, in days; Unlimited.");

    private final Preservation preservation;
    private final InPlaceHolds holds;
    private final MailboxDirectory mailboxes;
    private final QueryReader queries;
    private final Clock clock;
    private final Ids ids;

    MailboxSearchCmdlets(
            Preservation preservation,
            InPlaceHolds holds,
            MailboxDirectory mailboxes,
            QueryReader queries,
            Clock clock,
            Ids ids) {
        this.preservation = preservation;
        this.holds = holds;
        this.mailboxes = mailboxes;
        this.queries = queries;
        this.clock = clock;
        this.ids = ids;
    }

    List<Cmdlet> all() {
        Parameter identity = Parameter.required("Identity", Parameter.Type.STRING, "The search's name.");
        return List.of(
                Cmdlet.reads(
                        "Get-MailboxSearch",
                        "Shows kept searches and In-Place Holds.",
                        List.of(
                                Parameter.optional("Identity", Parameter.Type.STRING, "A name; * stands for any text."),
                                Parameter.optional(
                                        "InPlaceHoldIdentity",
                                        Parameter.Type.STRING,
                                        "The hold's id, as Get-Mailbox shows it.")),
                        this::get),
                Cmdlet.changes(
                        "New-MailboxSearch",
                        "Keeps a search, and places it as an In-Place Hold.",
                        List.of(
                                Parameter.required("Name", Parameter.Type.STRING, "A name for it."),
                                Parameter.required(
                                        "SourceMailboxes", Parameter.Type.STRINGS, "The mailboxes to search."),
                                QUERY,
                                HOLD,
                                PERIOD),
                        this::create),
                Cmdlet.changes(
                        "Set-MailboxSearch",
                        "Changes a search; places or releases its hold.",
                        List.of(
                                identity,
                                Parameter.optional(
                                        "SourceMailboxes", Parameter.Type.STRINGS, "The mailboxes to search."),
                                QUERY,
                                HOLD,
                                PERIOD),
                        this::change),
                Cmdlet.changes(
                        "Remove-MailboxSearch",
                        "Forgets a search that holds nothing.",
                        List.of(identity),
                        this::remove));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> name = given.optionalText("Identity");
        Optional<String> hold = given.optionalText("InPlaceHoldIdentity");
        List<CmdletObject> found = preservation.searches().stream()
                .filter(search -> name.isEmpty() || CmdletWords.fits(name.get(), search.name()))
                .filter(search -> hold.isEmpty() || hold.get().equalsIgnoreCase(search.holdId()))
                .map(this::object)
                .toList();
        return found.isEmpty() && name.isPresent() && !name.get().contains("*")
                ? Future.failedFuture(CmdletWords.notFound(name.get()))
                : Future.succeededFuture(CmdletOutput.of(found));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        if (preservation.search(name).isPresent()) {
            return Future.failedFuture(CmdletWords.exists("mailbox search", name));
        }
        return put(
                given,
                new MailboxSearch(
                        name,
                        query(given, ""),
                        sources(given),
                        given.flag("InPlaceHoldEnabled", false),
                        period(given, null),
                        ids.uuid().replace("-", ""),
                        clock.instant()));
    }

    private Future<CmdletOutput> change(Parameters given) {
        MailboxSearch before = search(given);
        return put(
                given,
                new MailboxSearch(
                        before.name(),
                        query(given, before.query()),
                        given.has("SourceMailboxes") ? sources(given) : before.mailboxes(),
                        given.flag("InPlaceHoldEnabled", before.hold()),
                        period(given, before.period()),
                        before.holdId(),
                        before.created()));
    }

    private Future<CmdletOutput> remove(Parameters given) {
        MailboxSearch search = search(given);
        if (search.hold()) {
            return Future.failedFuture(CmdletWords.invalid("Identity: '" + search.name()
                    + "' is an In-Place Hold. Release it first: Set-MailboxSearch -InPlaceHoldEnabled $false."));
        }
        return CmdletWords.unlessWhatIf(given, () -> holds.remove(search).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> put(Parameters given, MailboxSearch search) {
        return CmdletWords.unlessWhatIf(given, () -> holds.put(search).map(done -> CmdletOutput.of(object(search))));
    }

    private MailboxSearch search(Parameters given) {
        String name = given.text("Identity");
        return preservation.search(name).orElseThrow(() -> CmdletWords.notFound(name));
    }

    private List<String> sources(Parameters given) {
        List<String> found = given.texts("SourceMailboxes").stream()
                .map(name -> mailboxes.identified(name).stream()
                        .filter(Mailbox::present)
                        .findFirst()
                        .orElseThrow(() -> CmdletWords.notFound(name)))
                .map(Mailbox::id)
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw CmdletWords.invalid("SourceMailboxes: it is empty, expected at least one mailbox.");
        }
        return found;
    }

    private String query(Parameters given, String before) {
        if (!given.has("SearchQuery")) {
            return before;
        }
        String query = given.optionalText("SearchQuery").orElse("");
        try {
            queries.kql(query);
            return query;
        } catch (QueryMalformed malformed) {
            throw CmdletWords.invalid("SearchQuery: " + malformed.detail());
        }
    }

    private static @Nullable Duration period(Parameters given, @Nullable Duration before) {
        try {
            return given.has("ItemHoldPeriod")
                    ? HoldPeriod.ofHold(given.optionalText("ItemHoldPeriod").orElse(""))
                    : before;
        } catch (IllegalArgumentException e) {
            throw CmdletWords.invalid(String.valueOf(e.getMessage()));
        }
    }

    private CmdletObject object(MailboxSearch search) {
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
                .with("ItemHoldPeriod", HoldPeriod.shown(search.period()))
                .with("InPlaceHoldIdentity", search.holdId())
                .with("CreatedTime", search.created())
                .with("Identity", search.name());
    }
}
