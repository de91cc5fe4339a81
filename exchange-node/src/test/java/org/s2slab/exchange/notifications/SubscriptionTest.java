package org.s2slab.exchange.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.notifications.Subscriber.ALL;
import static org.s2slab.exchange.notifications.Subscriber.INBOX;
import static org.s2slab.exchange.notifications.Subscriber.code;
import static org.s2slab.exchange.notifications.Subscriber.event;
import static org.s2slab.exchange.notifications.Subscriber.events;
import static org.s2slab.exchange.notifications.Subscriber.folders;
import static org.s2slab.exchange.notifications.Subscriber.id;
import static org.s2slab.exchange.notifications.Subscriber.message;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.accounts.RoleAssignment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.xml.XmlElement;

/** A client that fetches what has happened. */
class SubscriptionTest {
    private static final String[] EVERY = {
        "CopiedEvent", "CreatedEvent", "DeletedEvent", "ModifiedEvent", "MovedEvent", "NewMailEvent"
    };

    private EwsServer server;
    private Subscriber client;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        client = new Subscriber(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** The three events of the product's sample, in its order. */
    @Test
    void tellsOfNewMail() {
        XmlElement subscribed = client.pullInbox(EVERY);
        client.mailToAnna("Hello");
        XmlElement told = client.fetch(subscribed);
        assertThat(events(told)).containsExactly("CreatedEvent", "NewMailEvent", "ModifiedEvent");
        assertThat(told.childText("PreviousWatermark")).isEqualTo(subscribed.childText("Watermark"));
        assertThat(told.childText("MoreEvents")).hasValue("false");
        XmlElement mail = event(told, "NewMailEvent");
        assertThat(mail.childText("TimeStamp")).hasValue("2026-03-02T09:00:00Z");
        assertThat(message(server.call("<GetItem><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape><ItemIds>"
                                + "<t:ItemId Id=\"" + id(mail, "ItemId") + "\"/></ItemIds></GetItem>"))
                        .at("Items", "Message", "Subject")
                        .map(XmlElement::text))
                .hasValue("Hello");
        XmlElement folder = event(told, "ModifiedEvent");
        assertThat(id(folder, "FolderId")).isEqualTo(id(mail, "ParentFolderId"));
        assertThat(folder.childText("UnreadCount")).hasValue("1");
    }

    @Test
    void answersWithAStatusWhenThereIsNothingNew() {
        XmlElement subscribed = client.pullInbox(EVERY);
        client.mailToAnna("Hello");
        XmlElement told = client.fetch(subscribed);
        String last = event(told, "ModifiedEvent").childText("Watermark").orElseThrow();
        XmlElement nothing =
                client.fetch(id(subscribed), last).child("Notification").orElseThrow();
        assertThat(events(nothing)).containsExactly("StatusEvent");
        client.mailToAnna("Again");
        String status = event(nothing, "StatusEvent").childText("Watermark").orElseThrow();
        assertThat(events(client.fetch(id(subscribed), status)
                        .child("Notification")
                        .orElseThrow()))
                .contains("NewMailEvent");
    }

    @Test
    void tellsOnlyWhatWasSubscribedTo() {
        XmlElement mail = client.pullInbox("NewMailEvent");
        XmlElement drafts = client.pull("", folders("drafts"), "", EVERY);
        client.mailToAnna("Hello");
        client.save("inbox", "put there by hand");
        assertThat(events(client.fetch(mail))).containsExactly("NewMailEvent");
        assertThat(events(client.fetch(drafts))).containsExactly("StatusEvent");
    }

    @Test
    void tellsWhereThingsWereMovedAndCopiedFrom() {
        String id = client.save("inbox", "one");
        XmlElement subscribed = client.pullInbox(EVERY);
        String copy = client.transfer("CopyItem", id, "inbox");
        String moved = client.transfer("MoveItem", id, "drafts");
        XmlElement told = client.fetch(subscribed);
        assertThat(events(told)).containsExactly("CopiedEvent", "MovedEvent", "ModifiedEvent");
        XmlElement copied = event(told, "CopiedEvent");
        assertThat(id(copied, "ItemId")).isEqualTo(copy);
        assertThat(id(copied, "OldItemId")).isEqualTo(id);
        XmlElement move = event(told, "MovedEvent");
        assertThat(id(move, "ItemId")).isEqualTo(moved);
        assertThat(id(move, "OldItemId")).isEqualTo(id);
        assertThat(id(move, "OldParentFolderId")).isEqualTo(id(copied, "ParentFolderId"));
    }

    @Test
    void tellsOfACopyFromAnotherMailboxAsOfANewItem() {
        server.asPerson("bert");
        client.save("inbox", "one");
        server.asPerson("anna");
        XmlElement subscribed = client.pullInbox(EVERY);
        Item item = server.items
                .database()
                .read(rx -> server.items.list(rx, server.mailboxes.of("bert"), "inbox", false))
                .await()
                .get(0);
        server.items
                .database()
                .write(tx -> server.items.copy(tx, item, server.mailboxes.of("anna"), "inbox"))
                .await();
        assertThat(events(client.fetch(subscribed))).containsExactly("CreatedEvent", "ModifiedEvent");
    }

    /** Table 1 of "Pull notifications for EWS deletion-related mailbox events in Exchange". */
    @ParameterizedTest
    @CsvSource({
        "SoftDelete, false, MovedEvent",
        "SoftDelete, true, DeletedEvent",
        "HardDelete, false, DeletedEvent",
        "HardDelete, true, DeletedEvent",
        "MoveToDeletedItems, false, MovedEvent",
        "MoveToDeletedItems, true, MovedEvent"
    })
    void tellsOfDeletionsAsTheProductDoes(String how, boolean all, String told) {
        String id = client.save("inbox", "one");
        XmlElement subscribed = all ? client.pull(ALL, "", "", EVERY) : client.pullInbox(EVERY);
        client.delete(id, how);
        XmlElement notification = client.fetch(subscribed);
        assertThat(events(notification).get(0)).isEqualTo(told);
        assertThat(events(notification)).contains("ModifiedEvent").doesNotContain("CreatedEvent");
        XmlElement event = event(notification, told);
        assertThat(id(event, told.equals("MovedEvent") ? "OldItemId" : "ItemId"))
                .isEqualTo(id);
    }

    @Test
    void tellsOfFoldersAndOfBusyTimes() {
        XmlElement subscribed = client.pull(ALL, "", "", "CreatedEvent", "FreeBusyChangedEvent");
        server.call("<CreateFolder><ParentFolderId><t:DistinguishedFolderId Id=\"inbox\"/></ParentFolderId><Folders>"
                + "<t:Folder><t:DisplayName>Orion</t:DisplayName></t:Folder></Folders></CreateFolder>");
        server.call("<CreateItem SendMeetingInvitations=\"SendToNone\"><Items><t:CalendarItem><t:Subject>Dentist"
                + "</t:Subject><t:Start>2026-03-03T09:00:00Z</t:Start><t:End>2026-03-03T10:00:00Z</t:End>"
                + "</t:CalendarItem></Items></CreateItem>");
        XmlElement told = client.fetch(subscribed);
        assertThat(events(told)).containsExactly("CreatedEvent", "CreatedEvent", "FreeBusyChangedEvent");
        assertThat(told.child("CreatedEvent").orElseThrow().child("FolderId")).isPresent();
    }

    @Test
    void tellsNobodyOfWhatLiesInRecoverableItemsUnlessAskedForThat() {
        XmlElement all = client.pull(ALL, "", "", EVERY);
        XmlElement deletions = client.pull("", folders("recoverableitemsdeletions"), "", "CreatedEvent");
        client.save("recoverableitemsdeletions", "a deleted mail");
        assertThat(events(client.fetch(all))).containsExactly("StatusEvent");
        assertThat(events(client.fetch(deletions))).containsExactly("CreatedEvent");
    }

    @Test
    void tellsManyEventsInPages() {
        XmlElement subscribed = client.pullInbox("CreatedEvent");
        for (int i = 0; i < 51; i++) {
            client.save("inbox", "number " + i);
        }
        XmlElement first = client.fetch(subscribed);
        assertThat(events(first)).hasSize(50);
        assertThat(first.childText("MoreEvents")).hasValue("true");
        String last = first.children()
                .get(first.children().size() - 1)
                .childText("Watermark")
                .orElseThrow();
        XmlElement rest =
                client.fetch(id(subscribed), last).child("Notification").orElseThrow();
        assertThat(events(rest)).hasSize(1);
        assertThat(rest.childText("MoreEvents")).hasValue("false");
    }

    @Test
    void goesOnFromAWatermarkOfASubscriptionThatIsGone() {
        XmlElement before = client.pullInbox("NewMailEvent");
        assertThat(client.unsubscribe(id(before))).isEqualTo("NoError");
        client.mailToAnna("meanwhile");
        String watermark = before.childText("Watermark").orElseThrow();
        XmlElement after = client.pull("", INBOX, "<t:Watermark>" + watermark + "</t:Watermark>", "NewMailEvent");
        assertThat(events(client.fetch(after))).containsExactly("NewMailEvent");
    }

    @Test
    void saysThatAnEventIsNoLongerThere() {
        XmlElement before = client.pullInbox("NewMailEvent");
        client.mailToAnna("one");
        client.mailToAnna("two");
        server.clock.advance(MailboxEventStore.KEPT.plusDays(1));
        client.mailToAnna("three");
        server.events.forgetOld(server.clock.instant()).await();
        String watermark = before.childText("Watermark").orElseThrow();
        assertThat(code(client.pull("", INBOX, "<t:Watermark>" + watermark + "</t:Watermark>", "NewMailEvent")))
                .isEqualTo("ErrorEventNotFound");
    }

    @Test
    void refusesAWatermarkThatItDidNotGiveOut() {
        XmlElement subscribed = client.pullInbox("NewMailEvent");
        server.asPerson("bert");
        XmlElement bert = client.pullInbox("NewMailEvent");
        server.asPerson("anna");
        for (String watermark : new String[] {
            "AAAAAMAGAAAAAAAAAQ==", "?", bert.childText("Watermark").orElseThrow()
        }) {
            assertThat(code(client.fetch(id(subscribed), watermark))).isEqualTo("ErrorInvalidWatermark");
        }
    }

    @Test
    void endsASubscriptionThatNobodyUses() {
        XmlElement subscribed = client.pullInbox("NewMailEvent");
        server.clock.advance(Duration.ofMinutes(9));
        client.fetch(subscribed);
        server.clock.advance(Duration.ofMinutes(9));
        client.fetch(subscribed);
        server.clock.advance(Duration.ofMinutes(10));
        assertThat(code(client.fetch(
                        id(subscribed), subscribed.childText("Watermark").orElseThrow())))
                .isEqualTo("ErrorExpiredSubscription");
        server.clock.advance(Duration.ofMinutes(61));
        client.pullInbox("NewMailEvent");
        assertThat(client.unsubscribe(id(subscribed))).isEqualTo("ErrorSubscriptionNotFound");
    }

    @ParameterizedTest
    @CsvSource({"x, ErrorInvalidSubscription", "01234567-89ab-cdef-0123-456789abcdef, ErrorSubscriptionNotFound"})
    void tellsAMalformedIdFromOneOfNoSubscription(String id, String code) {
        XmlElement subscribed = client.pullInbox("NewMailEvent");
        assertThat(code(client.fetch(id, subscribed.childText("Watermark").orElseThrow())))
                .isEqualTo(code);
        assertThat(client.unsubscribe(id)).isEqualTo(code);
    }

    @Test
    void letsOnlyItsOwnerUseASubscription() {
        XmlElement subscribed = client.pullInbox("NewMailEvent");
        String watermark = subscribed.childText("Watermark").orElseThrow();
        server.asPerson("bert");
        assertThat(code(client.fetch(id(subscribed), watermark))).isEqualTo("ErrorSubscriptionAccessDenied");
        server.asLyncFor("anna");
        assertThat(client.unsubscribe(id(subscribed))).isEqualTo("ErrorSubscriptionAccessDenied");
        server.asPerson("anna");
        assertThat(client.unsubscribe(id(subscribed))).isEqualTo("NoError");
        assertThat(client.unsubscribe(id(subscribed))).isEqualTo("ErrorSubscriptionNotFound");
    }

    /** The subscription is the service account's; without the right to impersonate it is no longer of use. */
    @Test
    void asksForTheRightToImpersonateWheneverItIsNeeded() {
        String bert = server.mailboxes.of("bert").id();
        server.roles
                .put(new RoleAssignment("service", RoleAssignment.APPLICATION_IMPERSONATION, bert))
                .await();
        server.asPerson("bert");
        XmlElement subscribed = message(server.call(
                "<Subscribe><PullSubscriptionRequest>" + INBOX + "<t:EventTypes><t:EventType>CreatedEvent</t:EventType>"
                        + "</t:EventTypes><t:Timeout>10</t:Timeout></PullSubscriptionRequest></Subscribe>",
                "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress>"
                        + "</t:ConnectingSID></t:ExchangeImpersonation>"));
        client.mailToAnna("Hello");
        server.asPerson("bert");
        assertThat(events(client.fetch(subscribed))).containsExactly("CreatedEvent");
        server.roles.remove("service").await();
        assertThat(client.unsubscribe(id(subscribed))).isEqualTo("ErrorSubscriptionAccessDenied");
    }

    @Test
    void refusesWhatCannotBeSubscribedTo() {
        assertThat(code(client.pull("", "", "", EVERY))).isEqualTo("ErrorInvalidSubscriptionRequest");
        assertThat(code(client.pull(ALL, INBOX, "", EVERY))).isEqualTo("ErrorInvalidSubscriptionRequest");
        assertThat(code(client.pull("", folders("archiveinbox"), "", EVERY))).isEqualTo("ErrorFolderNotFound");
        String bert = INBOX.replace(
                "/></t:FolderIds>",
                "><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
                        + "</t:FolderIds>");
        assertThat(code(client.pull("", bert, "", EVERY))).isEqualTo("ErrorSubscriptionDelegateAccessNotSupported");
        assertThat(code(client.fetch(client.stream(EVERY), "x"))).isEqualTo("ErrorInvalidPullSubscriptionId");
        assertThat(code(server.call("<Subscribe><PushSubscriptionRequest>" + INBOX
                                + "<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes>"
                                + "<t:StatusFrequency>1</t:StatusFrequency><t:URL>https://client.contoso.com</t:URL>"
                                + "</PushSubscriptionRequest></Subscribe>")
                        .response()
                        .child("ResponseMessages")
                        .orElseThrow()
                        .children()
                        .get(0)))
                .isEqualTo("ErrorInvalidPushSubscriptionUrl");
    }
}
