package org.s2slab.exchange.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.ews.OpenAnswer;
import org.s2slab.xml.XmlElement;

/** What a client sends that subscribes and is told, and what people do meanwhile, written short. */
final class Subscriber {
    static final String INBOX = folders("inbox");
    static final String ALL = " SubscribeToAllFolders=\"true\"";

    final EwsServer server;

    Subscriber(EwsServer server) {
        this.server = server;
    }

    static String folders(String... names) {
        StringBuilder xml = new StringBuilder("<t:FolderIds>");
        for (String name : names) {
            xml.append("<t:DistinguishedFolderId Id=\"").append(name).append("\"/>");
        }
        return xml.append("</t:FolderIds>").toString();
    }

    private static String types(String... types) {
        StringBuilder xml = new StringBuilder("<t:EventTypes>");
        for (String type : types) {
            xml.append("<t:EventType>").append(type).append("</t:EventType>");
        }
        return xml.append("</t:EventTypes>").toString();
    }

    /** The message of a subscription whose events are fetched; with the attributes and folders given, for ten minutes. */
    XmlElement pull(String attributes, String folders, String more, String... types) {
        return message(server.call("<Subscribe><PullSubscriptionRequest" + attributes + ">" + folders + types(types)
                + more + "<t:Timeout>10</t:Timeout></PullSubscriptionRequest></Subscribe>"));
    }

    XmlElement pullInbox(String... types) {
        return pull("", INBOX, "", types);
    }

    /** The id of a subscription to the inbox whose events are streamed. */
    String stream(String... types) {
        return id(message(server.call("<Subscribe><StreamingSubscriptionRequest>" + INBOX + types(types)
                + "</StreamingSubscriptionRequest></Subscribe>")));
    }

    static String id(XmlElement message) {
        assertThat(code(message)).isEqualTo("NoError");
        return message.childText("SubscriptionId").orElseThrow();
    }

    static String code(XmlElement message) {
        return message.childText("ResponseCode").orElseThrow();
    }

    static XmlElement message(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return answer.response()
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
    }

    XmlElement fetch(String id, String watermark) {
        return message(server.call("<GetEvents><SubscriptionId>" + id + "</SubscriptionId><Watermark>" + watermark
                + "</Watermark></GetEvents>"));
    }

    /** The notification of what is fetched after a subscription. */
    XmlElement fetch(XmlElement subscribed) {
        XmlElement message =
                fetch(id(subscribed), subscribed.childText("Watermark").orElseThrow());
        assertThat(code(message)).isEqualTo("NoError");
        return message.child("Notification").orElseThrow();
    }

    String unsubscribe(String id) {
        return code(message(server.call("<Unsubscribe><SubscriptionId>" + id + "</SubscriptionId></Unsubscribe>")));
    }

    static String getStreamingEvents(String... ids) {
        StringBuilder xml = new StringBuilder("<GetStreamingEvents><SubscriptionIds>");
        for (String id : ids) {
            xml.append("<t:SubscriptionId>").append(id).append("</t:SubscriptionId>");
        }
        return xml.append("</SubscriptionIds><ConnectionTimeout>1</ConnectionTimeout></GetStreamingEvents>")
                .toString();
    }

    /** An open connection, which has said that it is. */
    OpenAnswer listen(String... ids) {
        OpenAnswer open = server.open(getStreamingEvents(ids));
        assertThat(open.next().childText("ConnectionStatus")).hasValue("OK");
        return open;
    }

    /** The names of the events of a notification, in their order. */
    static List<String> events(XmlElement notification) {
        return notification.children().stream()
                .map(XmlElement::name)
                .filter(name -> name.endsWith("Event"))
                .toList();
    }

    /** The first event of a name. */
    static XmlElement event(XmlElement notification, String name) {
        return notification.child(name).orElseThrow();
    }

    static String id(XmlElement event, String element) {
        return event.child(element).flatMap(found -> found.attribute("Id")).orElseThrow();
    }

    /** Sends mail to Anna, as Bert; Anna calls afterwards. */
    void mailToAnna(String subject) {
        server.asPerson("bert");
        Answer sent = server.call("<CreateItem MessageDisposition=\"SendOnly\"><Items><t:Message><t:Subject>" + subject
                + "</t:Subject><t:ToRecipients><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox>"
                + "</t:ToRecipients></t:Message></Items></CreateItem>");
        assertThat(code(message(sent))).isEqualTo("NoError");
        server.asPerson("anna");
    }

    /** Saves a message in a folder; its id. */
    String save(String folder, String subject) {
        XmlElement message = message(server.call("<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>"
                + "<t:DistinguishedFolderId Id=\"" + folder + "\"/></SavedItemFolderId><Items><t:Message>"
                + "<t:Subject>" + subject + "</t:Subject></t:Message></Items></CreateItem>"));
        return id(message.at("Items", "Message").orElseThrow(), "ItemId");
    }

    /** Moves or copies an item; its new id. */
    String transfer(String operation, String id, String folder) {
        XmlElement message = message(server.call("<" + operation + "><ToFolderId><t:DistinguishedFolderId Id=\""
                + folder + "\"/></ToFolderId><ItemIds><t:ItemId Id=\"" + id + "\"/></ItemIds></" + operation + ">"));
        return id(message.at("Items", "Message").orElseThrow(), "ItemId");
    }

    void delete(String id, String how) {
        XmlElement message = message(server.call("<DeleteItem DeleteType=\"" + how + "\"><ItemIds><t:ItemId Id=\"" + id
                + "\"/></ItemIds></DeleteItem>"));
        assertThat(code(message)).isEqualTo("NoError");
    }
}
