package org.s2slab.lync.exchange;

import static org.s2slab.ews.EwsNames.MESSAGES;
import static org.s2slab.ews.EwsNames.TYPES;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.s2slab.ews.EwsClient;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** What is created in the mailbox of the context's user, as Exchange tells who subscribes and asks. */
public final class MailboxNotifications {
    private final EwsClient exchange;

    /** A subscription, and how far its events have been read. */
    public record Subscription(String id, String watermark) {}

    /** Ids of items that were created, and where to go on from. */
    public record News(List<String> created, Subscription next) {}

    public MailboxNotifications(EwsClient exchange) {
        this.exchange = exchange;
    }

    /**
     * Subscribes to a well-known folder (Subscribe, a pull subscription that ends after a minute without a question).
     *
     * @param folder the folder's distinguished id
     */
    public Future<Subscription> subscribe(String folder, CallContext context) {
        Consumer<XmlWriter> operation = xml -> {
            xml.open(MESSAGES, "Subscribe").open(MESSAGES, "PullSubscriptionRequest");
            xml.open(TYPES, "FolderIds")
                    .open(TYPES, "DistinguishedFolderId")
                    .attribute("Id", folder)
                    .close()
                    .close();
            xml.open(TYPES, "EventTypes")
                    .element(TYPES, "EventType", "CreatedEvent")
                    .close();
            xml.element(TYPES, "Timeout", "1").close().close();
        };
        return exchange.perform(operation, context)
                .map(answer -> new Subscription(required(answer, "SubscriptionId"), required(answer, "Watermark")));
    }

    /** What was created since (GetEvents). */
    public Future<News> fetch(Subscription subscription, CallContext context) {
        return exchange.perform(
                        xml -> xml.open(MESSAGES, "GetEvents")
                                .element(MESSAGES, "SubscriptionId", subscription.id())
                                .element(MESSAGES, "Watermark", subscription.watermark())
                                .close(),
                        context)
                .map(answer -> news(answer, subscription));
    }

    private static News news(XmlElement answer, Subscription subscription) {
        List<XmlElement> told = answer.at("Notification").stream()
                .flatMap(notification -> notification.children().stream())
                .toList();
        List<String> created = told.stream()
                .filter(event -> event.name().equals("CreatedEvent"))
                .flatMap(event -> event.find("ItemId").flatMap(id -> id.attribute("Id")).stream())
                .toList();
        String last = told.stream()
                .flatMap(event -> Optional.ofNullable(event.textAt("Watermark")).stream())
                .reduce(subscription.watermark(), (before, after) -> after);
        return new News(created, new Subscription(subscription.id(), last));
    }

    /** Ends a subscription (Unsubscribe). */
    public Future<Void> unsubscribe(Subscription subscription, CallContext context) {
        return exchange.perform(
                        xml -> xml.open(MESSAGES, "Unsubscribe")
                                .element(MESSAGES, "SubscriptionId", subscription.id())
                                .close(),
                        context)
                .mapEmpty();
    }

    private static String required(XmlElement answer, String element) {
        String text = answer.textAt(element);
        if (text == null) {
            throw LyncFailureMapping.incomplete("the answer to Subscribe has no " + element);
        }
        return text;
    }
}
