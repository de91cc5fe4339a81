package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.directory.ForestHoldStore;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.node.WorkSequence;
import org.s2slab.trace.IdGenerator;

/**
 * Changes stored searches, and writes each user's holds to the forest's directory. A change is written to the database
 * first, and then to the directory. Each start of the node updates the directory again.
 */
public final class InPlaceHoldService {
    private final HoldAndRetentionStore preservation;
    private final MailboxDirectory mailboxes;
    private final QueryReader queries;
    private final @Nullable ForestHoldStore directory;
    private final Clock clock;
    private final IdGenerator ids;

    /** The last update of the directory. Updates run one by one, so that the newest state is written last. */
    private Future<Void> published = Future.succeededFuture();

    /** @param directory the holds in the directory, or null for a server without a forest */
    public InPlaceHoldService(
            HoldAndRetentionStore preservation,
            MailboxDirectory mailboxes,
            QueryReader queries,
            @Nullable ForestHoldStore directory,
            Clock clock,
            IdGenerator ids) {
        this.preservation = preservation;
        this.mailboxes = mailboxes;
        this.queries = queries;
        this.directory = directory;
        this.clock = clock;
        this.ids = ids;
    }

    /** The stored searches. */
    List<SavedMailboxSearch> searches() {
        return preservation.searches();
    }

    /** A stored search, by its name. */
    Optional<SavedMailboxSearch> search(String name) {
        return preservation.search(name);
    }

    /** The given properties of a search. The hold id only applies to a new search and is generated if empty. */
    record HoldRequest(
            String name,
            String query,
            List<String> mailboxes,
            boolean hold,
            @Nullable Duration period,
            String holdId) {}

    /** Creates or replaces a search with these properties; throws QuerySyntaxException for an invalid query. */
    SavedMailboxSearch checked(Optional<SavedMailboxSearch> before, HoldRequest requested) {
        queries.kql(requested.query());
        String id = requested.holdId().isEmpty() ? ids.uuid().replace("-", "") : requested.holdId();
        return new SavedMailboxSearch(
                before.map(SavedMailboxSearch::name).orElse(requested.name()),
                requested.query(),
                requested.mailboxes(),
                requested.hold(),
                requested.period(),
                before.map(SavedMailboxSearch::holdId).orElse(id),
                before.map(SavedMailboxSearch::created).orElseGet(clock::instant));
    }

    /** Stores a search and updates the holds in the directory. */
    public Future<Void> put(SavedMailboxSearch search) {
        Set<String> concerned = new LinkedHashSet<>(search.mailboxes());
        preservation.search(search.name()).ifPresent(before -> concerned.addAll(before.mailboxes()));
        return preservation.put(search).compose(done -> publish(concerned));
    }

    /** Deletes a search and releases its hold. */
    public Future<Void> remove(SavedMailboxSearch search) {
        return preservation.remove(search).compose(done -> publish(search.mailboxes()));
    }

    /** Loads the searches, and updates the directory if a crash prevented an earlier update. */
    public Future<Void> load() {
        return preservation
                .load()
                .compose(done ->
                        publish(mailboxes.all().stream().map(Mailbox::id).toList()));
    }

    private Future<Void> publish(Collection<String> concerned) {
        ForestHoldStore forest = directory;
        if (forest == null) {
            return Future.succeededFuture();
        }
        Set<String> requested = Set.copyOf(concerned);
        List<Mailbox> each = mailboxes.all().stream()
                .filter(mailbox -> requested.contains(mailbox.id()))
                .toList();
        published = published
                .transform(
                        before -> forest.holds(each.stream().map(Mailbox::upn).toList()))
                .compose(there -> WorkSequence.each(
                        each.stream()
                                .filter(mailbox -> !holds(mailbox).equals(there.get(mailbox.upn())))
                                .toList(),
                        mailbox -> forest.setHolds(mailbox.upn(), holds(mailbox))));
        return published;
    }

    private List<String> holds(Mailbox mailbox) {
        return preservation.holdsOn(mailbox.id()).stream()
                .map(SavedMailboxSearch::holdId)
                .toList();
    }
}
