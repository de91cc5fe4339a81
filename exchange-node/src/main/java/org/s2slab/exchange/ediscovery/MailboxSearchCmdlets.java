package org.s2slab.exchange.ediscovery;

import org.s2slab.exchange.organization.CmdletWords;

import static org.s2slab.management.Parameter.Type.BOOLEAN;
import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.Type.STRINGS;
import static org.s2slab.management.Parameter.optional;
import static org.s2slab.management.Parameter.required;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxSearch;
import org.s2slab.exchange.mailbox.Preservation;
import org.s2slab.exchange.search.QueryMalformed;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.trace.Ids;

/** Get-, New-, Set- and Remove-MailboxSearch: kept searches, and the In-Place Holds they may be. */
public final class MailboxSearchCmdlets {
    private static final Parameter QUERY = optional("SearchQuery", STRING, "A keyword query; everything without one.");
    private static final Parameter HOLD = optional("InPlaceHoldEnabled", BOOLEAN, "Whether what it finds is held.");
    private static final Parameter PERIOD =
            optional("ItemHoldPeriod", STRING, "How long an item is held, in days; Unlimited.");

    private final InPlaceHolds holds;
    private final MailboxDirectory mailboxes;
    private final QueryReader queries;
    private final Clock clock;
    private final Ids ids;
    private final ObjectCmdlets<MailboxSearch> objects;

    public MailboxSearchCmdlets(
            Preservation preservation,
            InPlaceHolds holds,
            MailboxDirectory mailboxes,
            QueryReader queries,
            Clock clock,
            Ids ids) {
        this.holds = holds;
        this.mailboxes = mailboxes;
        this.queries = queries;
        this.clock = clock;
        this.ids = ids;
        this.objects = new ObjectCmdlets<>(
                        CmdletWords.kind("MailboxSearch", "mailbox search", "The search's name."),
                        preservation::searches,
                        MailboxSearch::name,
                        this::object)
                .identifiedBy((search, name) -> search.name().equalsIgnoreCase(name.strip()));
    }

    public List<Cmdlet> all() {
        return List.of(
                objects.get(
                        "Shows kept searches and In-Place Holds.",
                        MailboxSearchCmdlets::byHold,
                        CmdletWords.ANY_NAME,
                        optional("InPlaceHoldIdentity", STRING, "The hold's id, as Get-Mailbox shows it.")),
                Cmdlet.changes(
                        "New-MailboxSearch",
                        "Keeps a search, and places it as an In-Place Hold.",
                        List.of(
                                required("Name", STRING, "A name for it."),
                                required("SourceMailboxes", STRINGS, "The mailboxes to search."),
                                QUERY,
                                HOLD,
                                PERIOD),
                        this::create),
                Cmdlet.changes(
                        "Set-MailboxSearch",
                        "Changes a search; places or releases its hold.",
                        List.of(
                                objects.identity(),
                                optional("SourceMailboxes", STRINGS, "The mailboxes to search."),
                                QUERY,
                                HOLD,
                                PERIOD),
                        this::change),
                objects.remove(
                        "Forgets a search that holds nothing.", MailboxSearchCmdlets::checkReleased, holds::remove));
    }

    private static Predicate<MailboxSearch> byHold(Parameters given) {
        Optional<String> hold = given.optionalText("InPlaceHoldIdentity");
        return search -> hold.isEmpty() || hold.get().equalsIgnoreCase(search.holdId());
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        objects.requireFree(name);
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
        MailboxSearch before = objects.existing(given);
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

    private static void checkReleased(MailboxSearch search) {
        if (search.hold()) {
            throw CmdletWords.invalid("Identity: '" + search.name()
                    + "' is an In-Place Hold. Release it first: Set-MailboxSearch -InPlaceHoldEnabled $false.");
        }
    }

    private Future<CmdletOutput> put(Parameters given, MailboxSearch search) {
        return given.unlessWhatIf(() -> holds.put(search).map(done -> CmdletOutput.of(object(search))));
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
