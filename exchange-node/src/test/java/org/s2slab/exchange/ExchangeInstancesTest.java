package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.xml.XmlElement;

/** Two servers of an organization over one database. */
class ExchangeInstancesTest {
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";
    private static final int MESSAGES = 30;
    private static final String SUBSCRIBE = "<m:Subscribe><m:PullSubscriptionRequest><t:FolderIds>" + INBOX
            + "</t:FolderIds><t:EventTypes><t:EventType>CreatedEvent</t:EventType></t:EventTypes><t:Timeout>10</t:Timeout>"
            + "</m:PullSubscriptionRequest></m:Subscribe>";

    private RunningExchange exchange;

    @BeforeEach
    void start(@TempDir Path folder) {
        exchange = RunningExchange.onServer(folder);
        exchange.startOther();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private static String message(String subject) {
        return "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + INBOX
                + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>" + subject
                + "</t:Subject></t:Message></m:Items></m:CreateItem>";
    }

    private static String fetch(String subscription, String watermark) {
        return "<m:GetEvents><m:SubscriptionId>" + subscription + "</m:SubscriptionId><m:Watermark>" + watermark
                + "</m:Watermark></m:GetEvents>";
    }

    private static String sync(String state) {
        return "<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId>" + INBOX
                + "</m:SyncFolderId>" + state + "<m:MaxChangesReturned>500</m:MaxChangesReturned></m:SyncFolderItems>";
    }

    private static String text(XmlElement answer, String name) {
        return answer.find(name).map(XmlElement::text).orElse("");
    }

    @Test
    void findsTheMailThatTheOtherServerStored() {
        assertThat(text(exchange.ews("anna", message("falcon")), "ResponseCode"))
                .isEqualTo("NoError");
        XmlElement found = exchange.atOther(
                "anna",
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                        + "<m:ParentFolderIds>" + INBOX
                        + "</m:ParentFolderIds><m:QueryString>falcon</m:QueryString></m:FindItem>");
        assertThat(text(found, "Subject")).isEqualTo("falcon");
    }

    @Test
    void knowsAGroupThatTheOtherServerCreated() {
        exchange.run(
                "New-DistributionGroup",
                new JsonObject().put("Name", "Falcons").put("PrimarySmtpAddress", "falcons@contoso.com"));
        String resolve = "<m:ResolveNames ReturnFullContactData=\"false\"><m:UnresolvedEntry>Falcons"
                + "</m:UnresolvedEntry></m:ResolveNames>";
        await().untilAsserted(() -> assertThat(text(exchange.atOther("anna", resolve), "EmailAddress"))
                .isEqualTo("falcons@contoso.com"));
    }

    /** As in the product, where a subscription is on the server to which the request went. */
    @Test
    void knowsNoSubscriptionOfTheOtherServerButItsEvents() {
        XmlElement made = exchange.atOther("anna", SUBSCRIBE);
        exchange.ews("anna", message("news"));
        String fetch = fetch(text(made, "SubscriptionId"), text(made, "Watermark"));
        assertThat(exchange.atOther("anna", fetch).find("CreatedEvent")).isPresent();
        assertThat(text(exchange.ews("anna", fetch), "ResponseCode")).isEqualTo("ErrorSubscriptionNotFound");
    }

    /** Both servers write to two mailboxes, while a client reads the changes and the events of one by their numbers. */
    @Test
    void showsEveryChangeToAClientThatReadsMeanwhile() {
        List<BiFunction<String, String, XmlElement>> servers = List.of(exchange::ews, exchange::atOther);
        XmlElement subscription = exchange.ews("anna", SUBSCRIBE);
        String watermark = text(subscription, "Watermark");
        List<Thread> writers = servers.stream()
                .flatMap(server -> Stream.of("anna", "bert")
                        .map(person -> new Thread(() -> IntStream.range(0, MESSAGES)
                                .forEach(i -> assertThat(server.apply(person, message("m" + i)))
                                        .isNotNull()))))
                .toList();
        writers.forEach(Thread::start);
        int changes = 0;
        int events = 0;
        String state = "";
        for (boolean more = true; more; ) {
            more = writers.stream().anyMatch(Thread::isAlive);
            XmlElement synced = exchange.ews("anna", sync(state));
            changes += synced.find("Changes").orElseThrow().children().size();
            state = "<m:SyncState>" + text(synced, "SyncState") + "</m:SyncState>";
            List<XmlElement> news = exchange.ews("anna", fetch(text(subscription, "SubscriptionId"), watermark))
                    .find("Notification")
                    .orElseThrow()
                    .children();
            events += (int) news.stream()
                    .filter(one -> one.name().equals("CreatedEvent"))
                    .count();
            watermark = text(news.get(news.size() - 1), "Watermark");
        }
        assertThat(changes).isEqualTo(2 * MESSAGES);
        assertThat(events).isEqualTo(2 * MESSAGES);
    }
}
