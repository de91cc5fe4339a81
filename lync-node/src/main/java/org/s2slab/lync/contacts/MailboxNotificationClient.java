package org.s2slab.lync.contacts;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsClient;
import org.s2slab.lync.exchange.LyncFailureMapping;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/** Subscribes to a user's mailbox and pulls the events of newly created items. */
public record MailboxNotificationClient(EwsClient exchange) {
    /** A subscription, and the watermark of the last event that was read. */
    public record Subscription(String id, String watermark) {}

    /** The ids of created items, and the subscription with its new watermark. */
    public record News(List<String> created, Subscription next) {}

    /**
     * Subscribes to a well-known folder (Subscribe, a pull subscription with a timeout of one minute).
     *
     * @param folder the folder's distinguished id
     */
    public Future<Subscription> subscribe(String folder, CallContext context) {
        XmlElement request = m(
                "PullSubscriptionRequest",
                t("FolderIds", t("DistinguishedFolderId").with("Id", folder)),
                t("EventTypes", t("EventType", "CreatedEvent")),
                t("Timeout", "1"));
        return exchange.perform(m("Subscribe", request), context)
                .map(answer -> new Subscription(required(answer, "SubscriptionId"), required(answer, "Watermark")));
    }

    /** Pulls the items that were created since the watermark (GetEvents). */
    public Future<News> fetch(Subscription subscription, CallContext context) {
        XmlElement operation =
                m("GetEvents", m("SubscriptionId", subscription.id()), m("Watermark", subscription.watermark()));
        return exchange.perform(operation, context).map(answer -> news(answer, subscription));
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
        return exchange.perform(m("Unsubscribe", m("SubscriptionId", subscription.id())), context)
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
