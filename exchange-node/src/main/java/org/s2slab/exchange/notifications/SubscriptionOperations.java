package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.items.FolderIds;
import org.s2slab.exchange.items.Messages;
import org.s2slab.exchange.items.Problems;
import org.s2slab.exchange.items.Stores;
import org.s2slab.exchange.mailbox.Bookmark;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.MailboxEvents;
import org.s2slab.exchange.mailbox.MailboxEvents.Extent;
import org.s2slab.exchange.notifications.NotificationXml.News;
import org.s2slab.xml.XmlElement;

/** Subscribe, GetEvents and Unsubscribe. */
final class SubscriptionOperations {
    private final Subscriptions subscriptions;
    private final Streams streams;
    private final MailboxEvents events;
    private final EventReader reader;
    private final Stores stores;
    private final Clock clock;

    SubscriptionOperations(
            Subscriptions subscriptions,
            Streams streams,
            MailboxEvents events,
            EventReader reader,
            Stores stores,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.streams = streams;
        this.events = events;
        this.reader = reader;
        this.stores = stores;
        this.clock = clock;
    }

    /** An operation that does one thing. */
    private record One(String name, Function<EwsRequest, Future<EwsPayload>> deed) implements EwsOperation {
        @Override
        public Future<EwsAnswer> perform(EwsRequest request) {
            return Messages.each(
                    List.of(request.operation()), EwsPayload.NONE, asked -> Problems.told(deed.apply(request)));
        }
    }

    List<EwsOperation> all() {
        return List.of(
                new One("Subscribe", this::subscribe),
                new One("GetEvents", this::fetch),
                new One("Unsubscribe", this::unsubscribe));
    }

    private Future<EwsPayload> subscribe(EwsRequest request) {
        XmlElement asked = request.operation().children().get(0);
        Mailbox mailbox = request.mailbox();
        Set<EventType> types = Messages.in(asked, "EventTypes").stream()
                .map(type -> EventType.of(type.text().strip()))
                .collect(Collectors.toSet());
        Optional<Duration> timeout =
                asked.childText("Timeout").map(minutes -> Duration.ofMinutes(Integer.parseInt(minutes.strip())));
        return folders(asked, mailbox)
                .compose(folders -> events.extent().map(extent -> {
                    long reached = asked.childText("Watermark")
                            .map(text -> position(text, mailbox, extent))
                            .orElse(extent.last());
                    Subscription made =
                            subscriptions.add(request, new Wish(folders, types), timeout.orElse(null), reached);
                    return xml -> {
                        xml.element(EwsNames.MESSAGES, "SubscriptionId", made.id());
                        if (!made.isStreamed()) {
                            xml.element(EwsNames.MESSAGES, "Watermark", NotificationXml.watermark(mailbox, reached));
                        }
                    };
                }));
    }

    /** The keys of the folders of a request, all of which are there; empty for all folders. */
    private Future<Optional<Set<String>>> folders(XmlElement asked, Mailbox mailbox) {
        boolean all = asked.isTrue("SubscribeToAllFolders");
        List<XmlElement> named = Messages.in(asked, "FolderIds");
        if (all != named.isEmpty()) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidSubscriptionRequest,
                    "A subscription is to the folders in FolderIds or, with SubscribeToAllFolders, to all; name one of"
                            + " the two.");
        }
        Future<Set<String>> keys = Future.succeededFuture(new HashSet<>());
        for (XmlElement id : named) {
            String key = own(id, mailbox);
            keys = keys.compose(before -> stores.folders()
                    .get(stores.items().client(), mailbox, key)
                    .map(folder -> {
                        before.add(folder.key());
                        return before;
                    }));
        }
        return keys.map(found -> all ? Optional.empty() : Optional.of(found));
    }

    private static String own(XmlElement id, Mailbox mailbox) {
        try {
            return FolderIds.key(id, mailbox);
        } catch (EwsError error) {
            throw error.code() == ResponseCode.ErrorAccessDenied
                    ? new EwsError(ResponseCode.ErrorSubscriptionDelegateAccessNotSupported)
                    : error;
        }
    }

    private Future<EwsPayload> fetch(EwsRequest request) {
        Subscription found = subscription(request);
        if (found.isStreamed()) {
            throw new EwsError(ResponseCode.ErrorInvalidPullSubscriptionId);
        }
        found.usedAt(clock.instant());
        String watermark = request.operation().childText("Watermark").orElse("");
        return events.extent().compose(extent -> {
            long after = position(watermark, found.mailbox(), extent);
            return reader.next(found, after, extent.last())
                    .map(batch -> NotificationXml.fetched(
                            new News(found, batch.events()), after, batch.reached(), batch.more()));
        });
    }

    private Future<EwsPayload> unsubscribe(EwsRequest request) {
        Subscription found = subscription(request);
        subscriptions.remove(found);
        streams.drop(found, ResponseCode.ErrorSubscriptionNotFound);
        return Future.succeededFuture(EwsPayload.NONE);
    }

    private Subscription subscription(EwsRequest request) {
        return subscriptions.find(
                request.operation().childText("SubscriptionId").orElse(""), request);
    }

    /** The place in the history that a watermark names. */
    private static long position(String watermark, Mailbox mailbox, Extent extent) {
        long number = Bookmark.read(watermark, mailbox, NotificationXml.HISTORY)
                .map(Bookmark::number)
                .filter(mark -> mark <= extent.last())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidWatermark));
        if (number < extent.first() - 1) {
            throw new EwsError(ResponseCode.ErrorEventNotFound);
        }
        return number;
    }
}
