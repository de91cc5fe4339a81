package org.s2slab.exchange.notifications;

import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.ChangeToken;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.notifications.SubscriberEvent.Place;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes notifications as XML for responses. */
final class NotificationXml {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The name of the event history in watermarks. */
    static final String HISTORY = "events";

    private NotificationXml() {}

    /** The new events of a subscription. */
    record News(Subscription subscription, List<SubscriberEvent> events) {
        News {
            events = List.copyOf(events);
        }
    }

    /** The SOAPAction of notifications to the listener of a push subscription. */
    static final String SEND_NOTIFICATION = EwsNames.MESSAGES.uri() + "/SendNotification";

    /** Writes the SendNotification request to the listener of a push subscription (MS-OXWSNTIF). */
    static String pushed(News news, long after, long reached, boolean more) {
        XmlWriter xml = new XmlWriter().open(EwsNames.SOAP, "Envelope");
        xml.open(EwsNames.SOAP, "Header")
                .open(T, "RequestServerVersion")
                .attribute("Version", ServerVersion.Exchange2013_SP1.name())
                .close()
                .close();
        xml.open(EwsNames.SOAP, "Body")
                .open(M, "SendNotification")
                .declare(T)
                .open(M, "ResponseMessages")
                .open(M, "SendNotificationResponseMessage");
        EwsMessage.outcome(xml, null);
        fetched(news, after, reached, more).write(xml);
        return xml.close().close().close().close().close().document();
    }

    /** Writes the response to GetEvents: each event with its watermark, or a status event if there is no event. */
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
     * A streamed notification. {@code Notification} is in the messages namespace, as in the product's samples and in
     * all clients, although the schema says otherwise.
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

    /** Writes the connection status and the ids of invalid subscriptions, if any. */
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
        MailboxObjectId.Kind kind = event.ofFolder() ? MailboxObjectId.Kind.FOLDER : MailboxObjectId.Kind.ITEM;
        xml.open(T, before + (event.ofFolder() ? "FolderId" : "ItemId"))
                .attribute("Id", new MailboxObjectId(kind, mailbox.id(), place.id()).text())
                .attribute(
                        "ChangeKey",
                        ChangeKeyFormat.of(event.ofFolder() ? "Folder" : "Message", mailbox.id(), event.change()))
                .close();
        xml.open(T, before + "ParentFolderId")
                .attribute("Id", new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox.id(), place.folder()).text())
                .attribute("ChangeKey", ChangeKeyFormat.of("Folder", mailbox.id(), 1))
                .close();
    }
}
