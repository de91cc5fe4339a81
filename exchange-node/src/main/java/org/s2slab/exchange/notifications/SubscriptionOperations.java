package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeToken;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.mailbox.MailboxEventStore.Extent;
import org.s2slab.exchange.notifications.NotificationXml.News;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** The operations Subscribe, GetEvents and Unsubscribe. */
record SubscriptionOperations(
        SubscriptionRegistry subscriptions,
        StreamingConnections streams,
        PushNotifications pushes,
        MailboxEventStore events,
        SubscriptionEventReader reader,
        ItemStores stores,
        Clock clock) {
    List<EwsOperation> all() {
        return List.of(
                new PerElementOperation("Subscribe", "", EwsPayload.NONE, this::subscribe),
                new PerElementOperation("GetEvents", "", EwsPayload.NONE, this::fetch),
                new PerElementOperation("Unsubscribe", "", EwsPayload.NONE, this::unsubscribe));
    }

    private Future<EwsPayload> subscribe(EwsRequest request, XmlElement operation) {
        XmlElement asked = operation.children().get(0);
        Mailbox mailbox = request.mailbox();
        Set<EventType> types = asked.childrenOf("EventTypes").stream()
                .map(type -> EventType.of(type.text().strip()))
                .collect(Collectors.toSet());
        Duration timeout =
                asked.childText("Timeout").map(SubscriptionOperations::minutes).orElse(null);
        PushTarget push = asked.childText("URL")
                .map(url -> new PushTarget(
                        pushes.client().allowed(url),
                        minutes(asked.childText("StatusFrequency").orElse("30"))))
                .orElse(null);
        Optional<List<String>> keys = keys(asked, mailbox);
        return events.database()
                .read(rx -> new Start(keys.map(named -> folders(rx, mailbox, named)), MailboxEventStore.extent(rx)))
                .map(start -> {
                    Extent extent = start.extent();
                    long reached = asked.childText("Watermark")
                            .map(text -> position(text, mailbox, extent))
                            .orElse(extent.last());
                    SubscriptionRequest wish = new SubscriptionRequest(start.folders(), types, timeout, push);
                    Subscription made = subscriptions.add(request, wish, reached);
                    if (push != null) {
                        pushes.begin(made, push);
                    }
                    return xml -> {
                        xml.element(EwsNames.MESSAGES, "SubscriptionId", made.id());
                        if (!wish.isStreamed()) {
                            xml.element(EwsNames.MESSAGES, "Watermark", NotificationXml.watermark(mailbox, reached));
                        }
                    };
                });
    }

    /** Data for a new subscription: the keys of the folders (empty for all folders) and the range of the history. */
    private record Start(Optional<Set<String>> folders, Extent extent) {}

    private static Duration minutes(String text) {
        return Duration.ofMinutes(Integer.parseInt(text.strip()));
    }

    /** The keys of the folders in a request; empty for all folders. */
    private static Optional<List<String>> keys(XmlElement asked, Mailbox mailbox) {
        boolean all = asked.isTrue("SubscribeToAllFolders");
        List<XmlElement> named = asked.childrenOf("FolderIds");
        if (all != named.isEmpty()) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidSubscriptionRequest,
                    "A subscription is to the folders in FolderIds or, with SubscribeToAllFolders, to all; name one of"
                            + " the two.");
        }
        List<String> keys = named.stream().map(id -> own(id, mailbox)).toList();
        return all ? Optional.empty() : Optional.of(keys);
    }

    /** Checks that all folders exist, and returns their keys. */
    private Set<String> folders(ReadTransaction rx, Mailbox mailbox, List<String> keys) {
        return keys.stream()
                .map(key -> observed(stores.folders().get(rx, mailbox, key)))
                .collect(Collectors.toSet());
    }

    private static String observed(MailFolder folder) {
        if (folder.search() != null) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidSubscriptionRequest,
                    "Nothing happens in a search folder of this server. Subscribe to the folders in which it"
                            + " searches.");
        }
        return folder.key();
    }

    private static String own(XmlElement id, Mailbox mailbox) {
        try {
            return FolderIdResolver.key(id, mailbox);
        } catch (EwsError error) {
            throw error.code() == ResponseCode.ErrorAccessDenied
                    ? new EwsError(ResponseCode.ErrorSubscriptionDelegateAccessNotSupported)
                    : error;
        }
    }

    private Future<EwsPayload> fetch(EwsRequest request, XmlElement operation) {
        Subscription found = subscription(request, operation);
        if (found.wish().lifetime() == null) {
            throw new EwsError(ResponseCode.ErrorInvalidPullSubscriptionId);
        }
        found.usedAt(clock.instant());
        String watermark = operation.childText("Watermark").orElse("");
        return events.database().read(MailboxEventStore::extent).compose(extent -> {
            long after = position(watermark, found.mailbox(), extent);
            return reader.next(found, after, extent.last())
                    .map(batch -> NotificationXml.fetched(
                            new News(found, batch.events()), after, batch.reached(), batch.more()));
        });
    }

    private Future<EwsPayload> unsubscribe(EwsRequest request, XmlElement operation) {
        Subscription found = subscription(request, operation);
        if (found.wish().push() != null) {
            // Only the listener can end a push subscription, by its response.
            throw new EwsError(ResponseCode.ErrorInvalidPullSubscriptionId);
        }
        subscriptions.remove(found);
        streams.drop(found, ResponseCode.ErrorSubscriptionNotFound);
        return Future.succeededFuture(EwsPayload.NONE);
    }

    private Subscription subscription(EwsRequest request, XmlElement operation) {
        return subscriptions.find(operation.childText("SubscriptionId").orElse(""), request);
    }

    /** The position of a watermark in the history. */
    private static long position(String watermark, Mailbox mailbox, Extent extent) {
        long number = ChangeToken.read(watermark, mailbox, NotificationXml.HISTORY)
                .map(ChangeToken::number)
                .filter(mark -> mark <= extent.last())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidWatermark));
        if (number < extent.first() - 1) {
            throw new EwsError(ResponseCode.ErrorEventNotFound);
        }
        return number;
    }
}
