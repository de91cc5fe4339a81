package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.FolderCounts;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxEvent;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.SubscriberEvent.Place;
import org.s2slab.node.WorkSequence;

/** Reads events from the history for subscribers. */
record SubscriptionEventReader(MailboxEventStore events, ItemStores stores) {
    /** Events told at once, as in the product. */
    private static final int PAGE = 50;

    /**
     * The next events for a subscriber.
     *
     * @param reached the number of the last event that this batch covers
     * @param more whether further events may follow within the range that was read
     */
    record Batch(List<SubscriberEvent> events, long reached, boolean more) {}

    /** Reads the events of a subscription between two numbers of the history. */
    Future<Batch> next(Subscription subscription, long after, long last) {
        return events.between(subscription.mailbox(), after, last, PAGE + 1).compose(found -> {
            boolean more = found.size() > PAGE;
            List<MailboxEvent> page = more ? found.subList(0, PAGE) : found;
            long reached = more ? page.get(PAGE - 1).number() : last;
            return told(subscription, page)
                    .compose(told -> told.isEmpty() && more
                            ? next(subscription, reached, last)
                            : Future.succeededFuture(new Batch(told, reached, more)));
        });
    }

    private Future<List<SubscriberEvent>> told(Subscription subscription, List<MailboxEvent> page) {
        SubscriptionRequest wish = subscription.wish();
        List<SubscriberEvent> seen = page.stream()
                .flatMap(event -> EventVisibility.of(event, wish).stream())
                .toList();
        List<String> touched = wish.wants(EventType.MODIFIED)
                ? page.stream()
                        .flatMap(EventVisibility::touched)
                        .filter(wish::sees)
                        .distinct()
                        .toList()
                : List.of();
        return touched.isEmpty()
                ? Future.succeededFuture(seen)
                : contents(subscription.mailbox(), touched, page.get(page.size() - 1))
                        .map(folders ->
                                Stream.concat(seen.stream(), folders.stream()).toList());
    }

    /** After all that happened in it, each folder once, as it is now. */
    private Future<List<SubscriberEvent>> contents(Mailbox mailbox, List<String> touched, MailboxEvent last) {
        SqlClient client = stores.items().client();
        return FolderCounts.of(client, mailbox, touched)
                .compose(counts -> WorkSequence.list(touched, key -> folder(client, mailbox, key))
                        .map(found -> found.stream()
                                .flatMap(List::stream)
                                .map(folder -> SubscriberEvent.ofContents(
                                        last,
                                        new Place(folder.key(), folder.parent()),
                                        folder.change(),
                                        counts.in(folder.key()).unread()))
                                .toList()));
    }

    /** Nothing for a folder that is gone meanwhile. */
    private Future<List<MailFolder>> folder(SqlClient client, Mailbox mailbox, String key) {
        return stores.folders()
                .get(client, mailbox, key)
                .map(found -> List.of(found))
                .recover(failure -> failure instanceof MailboxException
                        ? Future.succeededFuture(List.of())
                        : Future.failedFuture(failure));
    }
}
