package org.s2slab.exchange.notifications;

import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.ChangeToken;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.notifications.SubscriberEvent.Place;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Notifications as answers show them. */
final class NotificationXml {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    /** What watermarks are bookmarks in. */
    static final String HISTORY = "events";

    private NotificationXml() {}

    /** What is new for a subscription. */
    record News(Subscription subscription, List<SubscriberEvent> events) {
        News {
            events = List.copyOf(events);
        }
    }

    /** What was fetched: each event with its watermark, or a status where there is none. */
    static EwsPayload fetched(News news, long after, long reached, boolean more) {
        Mailbox mailbox = news.subscription().mailbox();
        return xml -> {
            xml.open(M, "Notification")
                    .element(T, "SubscriptionId", news.subscription().id())
                    .element(T, "PreviousWatermark", watermark(mailbox, after))
                    .element(T, "MoreEvents", Boolean.toString(more));
            news.events().forEach(event -> event(xml, mailbox, event, true));
            if (news.events().isEmpty()) {
                xml.open(T, "StatusEvent")
                        .element(T, "Watermark", watermark(mailbox, reached))
                        .close();
            }
            xml.close();
        };
    }

    /**
     * What is streamed. {@code Notification} is of the messages namespace, as the product's samples and all clients have
     * it, although its schema says otherwise.
     */
    static EwsPayload streamed(List<News> all) {
        return xml -> {
            xml.open(M, "Notifications");
            for (News news : all) {
                xml.open(M, "Notification")
                        .element(T, "SubscriptionId", news.subscription().id());
                news.events().forEach(event -> event(xml, news.subscription().mailbox(), event, false));
                xml.close();
            }
            xml.close();
        };
    }

    /** Whether the connection goes on, and the subscriptions with which something is wrong, if any. */
    static EwsPayload status(boolean open, List<String> wrong) {
        return xml -> {
            if (!wrong.isEmpty()) {
                xml.open(M, "ErrorSubscriptionIds");
                wrong.forEach(id -> xml.element(M, "SubscriptionId", id));
                xml.close();
            }
            xml.element(M, "ConnectionStatus", open ? "OK" : "Closed");
        };
    }

    static String watermark(Mailbox mailbox, long number) {
        return new ChangeToken(number).text(mailbox, HISTORY);
    }

    private static void event(XmlWriter xml, Mailbox mailbox, SubscriberEvent event, boolean marked) {
        xml.open(T, event.type().element());
        if (marked) {
            xml.element(T, "Watermark", watermark(mailbox, event.number()));
        }
        xml.element(T, "TimeStamp", event.time().toString());
        place(xml, mailbox, event, event.thing(), "");
        Place old = event.old();
        if (old != null) {
            place(xml, mailbox, event, old, "Old");
        }
        Integer unread = event.unread();
        if (unread != null) {
            xml.element(T, "UnreadCount", Integer.toString(unread));
        }
        xml.close();
    }

    private static void place(XmlWriter xml, Mailbox mailbox, SubscriberEvent event, Place place, String before) {
        StoreId.Kind kind = event.ofFolder() ? StoreId.Kind.FOLDER : StoreId.Kind.ITEM;
        xml.open(T, before + (event.ofFolder() ? "FolderId" : "ItemId"))
                .attribute("Id", new StoreId(kind, mailbox.id(), place.id()).text())
                .attribute("ChangeKey", ChangeKey.of(event.change()))
                .close();
        xml.open(T, before + "ParentFolderId")
                .attribute("Id", new StoreId(StoreId.Kind.FOLDER, mailbox.id(), place.folder()).text())
                .attribute("ChangeKey", ChangeKey.of(1))
                .close();
    }
}
