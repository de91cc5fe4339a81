package org.s2slab.exchange.conversations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationTest {
    private static final String EVERYTHING = "<t:BaseShape>AllProperties</t:BaseShape>";

    private MailboxCalls mailbox;
    private EwsCalls bert;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        bert = mailbox.bert;
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    private static void send(EwsCalls who, String to, String subject, String more) {
        done(
                who,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject>" + more + "<t:ToRecipients><t:Mailbox><t:EmailAddress>" + to
                        + "@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>");
    }

    private static XmlElement find(EwsCalls who, String folder, String view, String rest) {
        return who.call("<m:FindConversation>" + view + "<m:ParentFolderId>" + folder(folder) + "</m:ParentFolderId>"
                + rest + "</m:FindConversation>");
    }

    private static List<XmlElement> conversations(EwsCalls who, String folder) {
        return find(who, folder, "", "").child("Conversations").orElseThrow().children();
    }

    private static XmlElement conversation(EwsCalls who, String folder, String topic) {
        return conversations(who, folder).stream()
                .filter(one -> text(one, "ConversationTopic").equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> id(XmlElement conversation) {
        return conversation.child("ConversationId").flatMap(id -> id.attribute("Id"));
    }

    private static String items(XmlElement conversation, String before, String after) {
        return "<m:GetConversationItems><m:ItemShape>" + EVERYTHING + "</m:ItemShape>" + before
                + "<m:Conversations><t:Conversation><t:ConversationId Id=\""
                + id(conversation).orElseThrow() + "\"/>"
                + after + "</t:Conversation></m:Conversations></m:GetConversationItems>";
    }

    private XmlElement apply(String topic, String action, String more) {
        return only(
                bert,
                "<m:ApplyConversationAction><m:ConversationActions><t:ConversationAction><t:Action>" + action
                        + "</t:Action><t:ConversationId Id=\""
                        + id(conversation(bert, "inbox", topic)).orElseThrow() + "\"/>" + more
                        + "</t:ConversationAction></m:ConversationActions></m:ApplyConversationAction>");
    }

    /** Anna writes, Bert answers with another subject, and Anna writes once more. */
    @Test
    void groupsMessagesAndAnswers() {
        send(mailbox.anna, "bert", "Trip", "<t:Importance>High</t:Importance>");
        XmlElement first = MailboxCalls.find(bert, folder("inbox")).stream()
                .filter(item -> text(item, "Subject").equals("Trip"))
                .findFirst()
                .orElseThrow();
        done(
                bert,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:ReplyToItem><t:Subject>Not Trip</t:Subject>"
                        + "<t:ReferenceItemId Id=\""
                        + first.child("ItemId").orElseThrow().attribute("Id").orElseThrow()
                        + "\"/></t:ReplyToItem></m:Items></m:CreateItem>");
        send(mailbox.anna, "bert", "RE: trip", "");
        done(
                bert,
                MailboxCalls.set(
                        first.child("ItemId").orElseThrow(),
                        MailboxCalls.field("item:Categories"),
                        "<t:Message><t:Categories><t:String>Blue</t:String></t:Categories></t:Message>"));
        XmlElement trip = conversation(bert, "inbox", "trip");
        assertThat(text(trip, "MessageCount")).isEqualTo("2");
        assertThat(text(trip, "GlobalMessageCount")).isEqualTo("3");
        assertThat(text(trip, "UnreadCount")).isEqualTo("2");
        assertThat(text(trip, "Importance")).isEqualTo("High");
        assertThat(text(trip, "GlobalUniqueSenders", "String")).isEqualTo("Anna");
        assertThat(trip.at("GlobalUniqueSenders").orElseThrow().children()).hasSize(2);
        assertThat(text(trip, "Categories", "String")).isEqualTo("Blue");
        assertThat(trip.child("ItemIds").orElseThrow().children()).hasSize(2);
        XmlElement whole = MailboxCalls.get(bert, first.child("ItemId").orElseThrow());
        assertThat(id(whole)).isEqualTo(id(trip));
        assertThat(java.util.Base64.getDecoder().decode(text(whole, "ConversationIndex")))
                .hasSize(22);
        XmlElement nodes = done(bert, items(trip, "", ""))
                .at("Conversation", "ConversationNodes")
                .orElseThrow();
        assertThat(nodes.children()).hasSize(3);
        assertThat(nodes.tree().filter(one -> one.name().equals("Subject")).map(XmlElement::text))
                .containsExactlyInAnyOrder("Trip", "Not Trip", "RE: trip");
        String newest = "<m:MaxItemsToReturn>1</m:MaxItemsToReturn><m:SortOrder>TreeOrderDescending</m:SortOrder>";
        assertThat(done(bert, items(trip, newest, ""))
                        .tree()
                        .filter(one -> one.name().equals("Subject"))
                        .map(XmlElement::text))
                .containsExactly("RE: trip");
    }

    /** Clients of Exchange 2010 do not read what Exchange 2013 says after the conversations ([MS-OXWSCONV] 3.1.4.2). */
    @Test
    void countsConversationsSinceExchange2013() {
        String request = """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
                xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" \
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><soap:Header>\
                <t:RequestServerVersion Version="%s"/></soap:Header><soap:Body><m:FindConversation><m:ParentFolderId>\
                <t:DistinguishedFolderId Id="drafts"/></m:ParentFolderId></m:FindConversation></soap:Body>\
                </soap:Envelope>""";
        assertThat(bert.send(request.formatted("Exchange2010_SP2").getBytes(UTF_8))
                        .children())
                .extracting(XmlElement::name)
                .containsExactly("ResponseCode", "Conversations");
        assertThat(bert.send(request.formatted("Exchange2013").getBytes(UTF_8)).children())
                .extracting(XmlElement::name)
                .containsExactly("ResponseCode", "Conversations", "TotalConversationsInView", "IndexedOffset");
    }

    @Test
    void findsBySubjectAndCutsPages() {
        message(bert, "drafts", "Alpha");
        message(bert, "drafts", "Beta");
        message(bert, "drafts", "Gamma");
        String view = "<m:IndexedPageItemView MaxEntriesReturned=\"2\" Offset=\"1\" BasePoint=\"Beginning\"/>";
        String byTopic = "<m:SortOrder><t:FieldOrder Order=\"Descending\"><t:FieldURI"
                + " FieldURI=\"conversation:ConversationTopic\"/></t:FieldOrder></m:SortOrder>";
        XmlElement page = find(bert, "drafts", view + byTopic, "");
        assertThat(page.child("Conversations").orElseThrow().children())
                .extracting(one -> text(one, "ConversationTopic"))
                .containsExactly("Beta", "Alpha");
        assertThat(text(page, "TotalConversationsInView")).isEqualTo("3");
        assertThat(find(bert, "drafts", "", "<m:QueryString>subject:Gamma</m:QueryString>")
                        .child("Conversations")
                        .orElseThrow()
                        .children())
                .extracting(one -> text(one, "ConversationTopic"))
                .containsExactly("Gamma");
        String bySenders = byTopic.replace("ConversationTopic", "UniqueSenders");
        assertThatThrownBy(() -> find(bert, "drafts", bySenders, ""))
                .isInstanceOfSatisfying(
                        EwsError.class,
                        error -> assertThat(error.code()).isEqualTo(ResponseCode.ErrorUnsupportedPathForSortGroup));
    }

    @Test
    void givesOnlyWhatIsNewSinceAState() {
        send(mailbox.anna, "bert", "State", "");
        XmlElement state = conversation(bert, "inbox", "State");
        XmlElement first = done(bert, items(state, "", ""));
        String known = "<t:SyncState>" + text(first, "Conversation", "SyncState") + "</t:SyncState>";
        assertThat(done(bert, items(state, "", known))
                        .at("Conversation", "ConversationNodes")
                        .orElseThrow()
                        .children())
                .isEmpty();
        assertThat(code(only(bert, items(state, "", "<t:SyncState>AAA=</t:SyncState>"))))
                .isEqualTo("ErrorInvalidSyncStateData");
        String ignored = "<m:FoldersToIgnore>" + folder("inbox") + "</m:FoldersToIgnore>";
        assertThat(code(only(bert, items(state, ignored, "")))).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void actsOnWholeConversations() {
        send(mailbox.anna, "bert", "Acted", "");
        send(mailbox.anna, "bert", "RE: Acted", "");
        done(apply("Acted", "SetReadState", "<t:IsRead>true</t:IsRead>"));
        assertThat(text(conversation(bert, "inbox", "Acted"), "UnreadCount")).isEqualTo("0");
        done(apply("Acted", "Copy", "<t:DestinationFolderId>" + folder("notes") + "</t:DestinationFolderId>"));
        done(apply(
                "Acted",
                "Delete",
                "<t:ContextFolderId>" + folder("inbox")
                        + "</t:ContextFolderId><t:DeleteType>MoveToDeletedItems</t:DeleteType>"));
        assertThat(subjects(bert, "notes")).contains("Acted", "RE: Acted");
        assertThat(subjects(bert, "deleteditems")).contains("Acted", "RE: Acted");
        assertThat(subjects(bert, "inbox")).doesNotContain("Acted");
    }

    @Test
    void refusesActionsWithoutWhatTheyNeed() {
        send(mailbox.anna, "bert", "Refused", "");
        assertThat(code(apply("Refused", "Move", ""))).isEqualTo("ErrorApplyConversationActionFailed");
        assertThat(code(apply("Refused", "SetReadState", ""))).isEqualTo("ErrorApplyConversationActionFailed");
    }

    @Test
    void remembersWhatIsAlwaysDone() {
        send(mailbox.anna, "bert", "Always", "");
        done(apply("Always", "AlwaysCategorize", "<t:Categories><t:String>Red</t:String></t:Categories>"));
        done(apply(
                "Always", "AlwaysMove", "<t:DestinationFolderId>" + folder("junkemail") + "</t:DestinationFolderId>"));
        send(mailbox.anna, "bert", "Always", "");
        XmlElement moved = conversation(bert, "junkemail", "Always");
        assertThat(text(moved, "MessageCount")).isEqualTo("2");
        assertThat(text(moved, "Categories", "String")).isEqualTo("Red");
    }

    private static void done(XmlElement message) {
        assertThat(code(message)).isEqualTo("NoError");
    }

    private static XmlElement done(EwsCalls who, String body) {
        return MailboxCalls.done(who, body);
    }

    @Test
    void groupsASearchByConversation() {
        message(bert, "outbox", "Grouped");
        message(bert, "outbox", "RE: Grouped");
        XmlElement found = done(
                bert,
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                        + "<m:DistinguishedGroupBy Order=\"Descending\"><t:StandardGroupBy>ConversationTopic</t:StandardGroupBy>"
                        + "</m:DistinguishedGroupBy><m:ParentFolderIds>" + folder("outbox")
                        + "</m:ParentFolderIds></m:FindItem>");
        XmlElement group = found.find("GroupedItems").orElseThrow();
        assertThat(text(group, "GroupIndex")).isEqualTo("Grouped");
        assertThat(group.child("Items").orElseThrow().children()).hasSize(2);
    }
}
