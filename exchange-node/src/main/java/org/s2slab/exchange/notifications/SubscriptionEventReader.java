package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.FolderCounts;
import org.s2slab.exchange.mailbox.MailboxEvent;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.notifications.SubscriberEvent.Place;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;

/** Reads events from the history for subscribers. */
record SubscriptionEventReader(MailboxEventStore events, ItemStores stores) {
    /** The maximum number of events in one response, as in the product. */
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
        return WorkSequence.until(
                batch -> !batch.events().isEmpty() || !batch.more(),
                new Batch(List.of(), after, true),
                before -> events.database().read(rx -> page(rx, subscription, before.reached(), last)));
    }

    private Batch page(ReadTransaction rx, Subscription subscription, long after, long last) {
        List<MailboxEvent> found = MailboxEventStore.between(rx, subscription.mailbox(), after, last, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<MailboxEvent> page = more ? found.subList(0, PAGE) : found;
        return new Batch(told(rx, subscription, page), more ? page.get(PAGE - 1).number() : last, more);
    }

    private List<SubscriberEvent> told(ReadTransaction rx, Subscription subscription, List<MailboxEvent> page) {
        SubscriptionRequest wish = subscription.wish();
        List<SubscriberEvent> seen = page.stream()
                .flatMap(event -> SubscriberEventConverter.of(event, wish).stream())
                .toList();
        List<String> touched = wish.wants(EventType.MODIFIED)
                ? page.stream()
                        .flatMap(SubscriberEventConverter::touched)
                        .filter(wish::sees)
                        .distinct()
                        .toList()
                : List.of();
        return touched.isEmpty()
                ? seen
                : Stream.concat(seen.stream(), contents(rx, subscription.mailbox(), touched, page.get(page.size() - 1)))
                        .toList();
    }

    /** The changed folders after all events, each folder once with its current counts. Omits deleted folders. */
    private Stream<SubscriberEvent> contents(
            ReadTransaction rx, Mailbox mailbox, List<String> touched, MailboxEvent last) {
        FolderCounts counts = FolderCounts.of(rx, mailbox, touched);
        return stores.folders().all(rx, mailbox).stream()
                .filter(folder -> touched.contains(folder.key()))
                .sorted(Comparator.comparing(folder -> touched.indexOf(folder.key())))
                .map(folder -> SubscriberEvent.ofContents(
                        last,
                        new Place(folder.key(), folder.parent()),
                        folder.change(),
                        counts.in(folder.key()).unread()));
    }
}
