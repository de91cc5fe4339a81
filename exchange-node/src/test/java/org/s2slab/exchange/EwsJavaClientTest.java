package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.core.enumeration.notification.EventType;
import microsoft.exchange.webservices.data.core.enumeration.property.WellKnownFolderName;
import microsoft.exchange.webservices.data.core.enumeration.service.ConflictResolutionMode;
import microsoft.exchange.webservices.data.core.enumeration.service.DeleteMode;
import microsoft.exchange.webservices.data.core.service.folder.Folder;
import microsoft.exchange.webservices.data.core.service.item.Appointment;
import microsoft.exchange.webservices.data.core.service.item.EmailMessage;
import microsoft.exchange.webservices.data.core.service.item.Item;
import microsoft.exchange.webservices.data.core.service.schema.EmailMessageSchema;
import microsoft.exchange.webservices.data.credential.WebCredentials;
import microsoft.exchange.webservices.data.notification.ItemEvent;
import microsoft.exchange.webservices.data.notification.PullSubscription;
import microsoft.exchange.webservices.data.notification.StreamingSubscription;
import microsoft.exchange.webservices.data.notification.StreamingSubscriptionConnection;
import microsoft.exchange.webservices.data.property.complex.FileAttachment;
import microsoft.exchange.webservices.data.property.complex.FolderId;
import microsoft.exchange.webservices.data.property.complex.MessageBody;
import microsoft.exchange.webservices.data.search.FindItemsResults;
import microsoft.exchange.webservices.data.search.ItemView;
import microsoft.exchange.webservices.data.search.filter.SearchFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestDeployment;

/** Microsoft's EWS Java API, as anybody gets it, at a whole Exchange node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EwsJavaClientTest {
    private RunningExchange exchange;
    private ExchangeService anna;
    private ExchangeService bert;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        System.setProperty("javax.net.ssl.trustStore", exchange.trustStore().toString());
        anna = service("anna@contoso.com");
        bert = service("bert@contoso.com");
    }

    @AfterAll
    void close() {
        System.clearProperty("javax.net.ssl.trustStore");
        exchange.close();
    }

    private ExchangeService service(String name) throws Exception {
        ExchangeService service = new ExchangeService(ExchangeVersion.Exchange2010_SP2);
        service.setUrl(URI.create("https://localhost:" + exchange.port() + "/EWS/Exchange.asmx"));
        service.setCredentials(new WebCredentials(name, TestDeployment.PASSWORD));
        return service;
    }

    private static void send(ExchangeService from, String to, String subject) throws Exception {
        EmailMessage message = new EmailMessage(from);
        message.setSubject(subject);
        message.setBody(MessageBody.getMessageBodyFromText("See the <b>plan</b>."));
        message.getToRecipients().add(to);
        message.sendAndSaveCopy();
    }

    private static FindItemsResults<Item> find(ExchangeService service, String subject) throws Exception {
        return service.findItems(
                WellKnownFolderName.Inbox,
                new SearchFilter.IsEqualTo(EmailMessageSchema.Subject, subject),
                new ItemView(10));
    }

    @Test
    void sendsFindsReadsChangesMovesAndDeletesMail() throws Exception {
        EmailMessage draft = new EmailMessage(anna);
        draft.setSubject("Orion");
        draft.setBody(MessageBody.getMessageBodyFromText("See the plan."));
        draft.getToRecipients().add("bert@contoso.com");
        draft.getAttachments().addFileAttachment("plan.txt", "Plan".getBytes(StandardCharsets.UTF_8));
        draft.save(WellKnownFolderName.Drafts);
        draft.sendAndSaveCopy();

        EmailMessage received =
                EmailMessage.bind(bert, find(bert, "Orion").getItems().get(0).getId());
        assertThat(received.getFrom().getAddress()).isEqualTo("anna@contoso.com");
        FileAttachment plan =
                (FileAttachment) received.getAttachments().getItems().get(0);
        plan.load();
        assertThat(plan.getContent()).asString(StandardCharsets.UTF_8).isEqualTo("Plan");

        received.setIsRead(true);
        received.update(ConflictResolutionMode.AutoResolve);
        Folder folder = new Folder(bert);
        folder.setDisplayName("Orion");
        folder.save(WellKnownFolderName.Inbox);
        Item moved = received.move(folder.getId());
        assertThat(Folder.bind(bert, folder.getId()).getTotalCount()).isEqualTo(1);
        moved.delete(DeleteMode.MoveToDeletedItems);
        assertThat(Folder.bind(bert, folder.getId()).getTotalCount()).isZero();
    }

    @Test
    void bookAMeetingThatTheOtherOneSees() throws Exception {
        Appointment meeting = new Appointment(anna);
        meeting.setSubject("Walk");
        meeting.setStart(Date.from(Instant.ofEpochSecond(1_900_000_000)));
        meeting.setEnd(Date.from(Instant.ofEpochSecond(1_900_003_600)));
        meeting.getRequiredAttendees().add("bert@contoso.com");
        meeting.save();
        assertThat(find(bert, "Walk").getTotalCount()).isEqualTo(1);
    }

    @Test
    void fetchesWhatHappens() throws Exception {
        PullSubscription subscription = anna.subscribeToPullNotifications(
                List.of(new FolderId(WellKnownFolderName.Inbox)), 10, null, EventType.NewMail, EventType.Modified);
        send(bert, "anna@contoso.com", "Lunch?");
        var events = subscription.getEvents();
        assertThat(events.getItemEvents()).extracting(ItemEvent::getEventType).containsExactly(EventType.NewMail);
        assertThat(events.getFolderEvents()).hasSize(1);
        ItemEvent mail = events.getItemEvents().iterator().next();
        assertThat(Item.bind(anna, mail.getItemId()).getSubject()).isEqualTo("Lunch?");
        assertThat(subscription.getEvents().getAllEvents()).isEmpty();
        subscription.unsubscribe();
    }

    @Test
    void listensToWhatHappens() throws Exception {
        StreamingSubscription subscription = anna.subscribeToStreamingNotifications(
                List.of(new FolderId(WellKnownFolderName.Inbox)), EventType.NewMail);
        List<Object> told = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        StreamingSubscriptionConnection connection = new StreamingSubscriptionConnection(anna, 1);
        connection.addSubscription(subscription);
        connection.addOnNotificationEvent((sender, event) -> event.getEvents().forEach(told::add));
        connection.addOnDisconnect((sender, end) -> over.countDown());
        connection.open();
        send(bert, "anna@contoso.com", "Now?");
        await().atMost(Duration.ofSeconds(20)).until(() -> told.size() == 1);
        send(bert, "anna@contoso.com", "And now?");
        await().atMost(Duration.ofSeconds(20)).until(() -> told.size() == 2);
        exchange.clock.advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> over.getCount() == 0);
        assertThat(connection.getIsOpen()).isFalse();
    }
}
