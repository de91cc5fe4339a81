package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.parsed;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** CreateAttachment, GetAttachment and DeleteAttachment as MS-OXWSATT describes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentRequirementsTest {
    private static final String FILE = """
            <t:FileAttachment><t:Name>a.txt</t:Name><t:ContentType>text/plain</t:ContentType><t:ContentId>c1</t:ContentId>\
            <t:ContentLocation>http://contoso.com/a.txt</t:ContentLocation><t:IsInline>true</t:IsInline>\
            <t:Content>AQIDBA==</t:Content></t:FileAttachment>""";

    private MailboxCalls mailbox;
    private XmlElement parent;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    @BeforeEach
    void newParent() {
        parent = message(mailbox.anna, "drafts", "parent");
    }

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private String create(String attachment) {
        return "<m:CreateAttachment><m:ParentItemId Id=\"" + idOf(parent) + "\"/><m:Attachments>" + attachment
                + "</m:Attachments></m:CreateAttachment>";
    }

    /** The {@code AttachmentId} of what is attached. */
    private XmlElement attach(String attachment) {
        return done(mailbox.anna, create(attachment))
                .child("Attachments")
                .orElseThrow()
                .children()
                .get(0)
                .child("AttachmentId")
                .orElseThrow();
    }

    private static String item(String inner) {
        return "<t:ItemAttachment><t:Name>i</t:Name>" + inner + "</t:ItemAttachment>";
    }

    private static String request(XmlElement id, String shape) {
        return "<m:GetAttachment>" + shape + "<m:AttachmentIds><t:AttachmentId Id=\"" + idOf(id)
                + "\"/></m:AttachmentIds></m:GetAttachment>";
    }

    private XmlElement read(XmlElement id, String shape) {
        return done(mailbox.anna, request(id, shape))
                .child("Attachments")
                .orElseThrow()
                .children()
                .get(0);
    }

    private static String shape(String inner) {
        return "<m:AttachmentShape>" + inner + "</m:AttachmentShape>";
    }

    @Test
    @Requirements(
            "ATT R38 R43 R44 R439 R45 R46 R440 R52 R416 R59 R60 R62 R63 R64 R65 R66 R67 R68 R74 R76 R104 R109 R110"
                    + " R53201 R534 R144 R145 R457 R189 R190 R458 R259 R260 R476 R318003 R318005")
    void givesAFileBackAsItWasAttached() {
        XmlElement created = done(mailbox.anna, create(FILE));
        assertThat(created.attribute("ResponseClass")).hasValue("Success");
        XmlElement id =
                created.at("Attachments", "FileAttachment", "AttachmentId").orElseThrow();
        assertThat(id.attribute("RootItemId")).isEqualTo(parent.attribute("Id"));
        XmlElement changed = get(mailbox.anna, parent);
        assertThat(id.attribute("RootItemChangeKey"))
                .isEqualTo(changed.child("ItemId").flatMap(found -> found.attribute("ChangeKey")))
                .isNotEqualTo(parent.attribute("ChangeKey"));
        assertThat(Stream.of("Id", "RootItemId", "RootItemChangeKey"))
                .allMatch(name -> Base64.getDecoder().decode(id.attribute(name).orElseThrow()).length <= 512);
        XmlElement file = read(id, "");
        assertThat(file.name()).isEqualTo("FileAttachment");
        assertThat(file.child("AttachmentId").map(AttachmentRequirementsTest::idOf))
                .hasValue(idOf(id));
        assertThat(text(file, "Name")).isEqualTo("a.txt");
        assertThat(text(file, "ContentType")).isEqualTo("text/plain");
        assertThat(text(file, "ContentId")).isEqualTo("c1");
        assertThat(text(file, "ContentLocation")).isEqualTo("http://contoso.com/a.txt");
        assertThat(text(file, "Size")).isEqualTo("4");
        assertThat(text(file, "LastModifiedTime")).isNotEmpty();
        assertThat(text(file, "IsInline")).isEqualTo("true");
        assertThat(text(file, "IsContactPhoto")).isEqualTo("false");
        assertThat(text(file, "Content")).isEqualTo("AQIDBA==");
        assertThat(changed.at("Attachments", "FileAttachment", "AttachmentId").map(AttachmentRequirementsTest::idOf))
                .hasValue(idOf(id));
    }

    @Test
    @Requirements("ATT R6201")
    void keepsContentIdsApart() {
        XmlElement one = attach(FILE);
        XmlElement two = attach(FILE.replace("c1", "c2"));
        assertThat(List.of(text(read(one, ""), "ContentId"), text(read(two, ""), "ContentId")))
                .containsExactly("c1", "c2");
    }

    @ParameterizedTest
    @CsvSource({
        "Message, <t:Subject>s</t:Subject><t:IsRead>true</t:IsRead>",
        "CalendarItem, <t:Subject>s</t:Subject><t:Location>l</t:Location>",
        "Contact, <t:Subject>s</t:Subject><t:GivenName>g</t:GivenName>",
        "Task, <t:Subject>s</t:Subject><t:Companies><t:String>c</t:String></t:Companies>",
        "PostItem, <t:Subject>s</t:Subject><t:IsRead>true</t:IsRead>"
    })
    @Requirements("ATT R36 R83 R85 R554 R97 R99 R532 R534 R14201")
    void attachesItemsOfEachKind(String element, String properties) {
        XmlElement id = attach(item("<t:" + element + ">" + properties + "</t:" + element + ">"));
        XmlElement item = read(id, "").child(element).orElseThrow();
        assertThat(text(item, "Subject")).isEqualTo("s");
        XmlElement summary =
                get(mailbox.anna, parent).at("Attachments", "ItemAttachment").orElseThrow();
        assertThat(summary.child("AttachmentId").map(AttachmentRequirementsTest::idOf))
                .hasValue(idOf(id));
    }

    @Test
    @Requirements("ATT R81 R444 R318014")
    void returnsAGenericItemAsAMessage() {
        XmlElement id = attach(item("<t:Item><t:Subject>s</t:Subject></t:Item>"));
        assertThat(text(read(id, ""), "Message", "Subject")).isEqualTo("s");
    }

    /** It has no id of its own, no search finds it, and it goes with its parent. */
    @Test
    @Requirements("ATT R141 R142 R547 R200 R20001 R202")
    void keepsAnAttachedItemOutOfTheStore() {
        XmlElement id = attach(item("<t:Message><t:Subject>inner</t:Subject></t:Message>"));
        assertThat(read(id, "").at("Message", "ItemId")).isEmpty();
        assertThat(MailboxCalls.subjects(mailbox.anna, "drafts"))
                .contains("parent")
                .doesNotContain("inner");
        done(mailbox.anna, delete(id));
        assertThat(code(only(mailbox.anna, request(id, "")))).isEqualTo("ErrorInvalidAttachmentId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MeetingMessage", "MeetingRequest", "MeetingResponse", "MeetingCancellation"})
    @Requirements("ATT R78001 R318001 R145001 R145002")
    void attachesNoMeetingMessages(String element) {
        XmlElement refused = only(mailbox.anna, create(item("<t:" + element + "/>")));
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorInvalidItemForOperationCreateItemAttachment");
    }

    @Test
    @Requirements("ATT R78002 R145001 R145002")
    void needsAnItemInAnItemAttachment() {
        assertThat(code(only(mailbox.anna, create(item(""))))).isEqualTo("ErrorMissingItemForCreateItemAttachment");
    }

    private static String delete(XmlElement id) {
        return "<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + idOf(id)
                + "\"/></m:AttachmentIds></m:DeleteAttachment>";
    }

    @Test
    @Requirements("ATT R533 R203 R204 R465001 R465002 R466 R467 R443 R481 R482 R446 R483 R556 R474001 R474002")
    void takesAttachmentsAway() {
        XmlElement file = attach(FILE);
        XmlElement item = attach(item("<t:Message/>"));
        for (XmlElement id : List.of(file, item)) {
            XmlElement deleted = done(mailbox.anna, delete(id));
            assertThat(deleted.attribute("ResponseClass")).hasValue("Success");
            XmlElement root = deleted.child("RootItemId").orElseThrow();
            assertThat(root.attribute("RootItemId")).isEqualTo(parent.attribute("Id"));
            assertThat(root.attribute("RootItemChangeKey"))
                    .isEqualTo(
                            get(mailbox.anna, parent).child("ItemId").flatMap(found -> found.attribute("ChangeKey")));
            assertThat(Base64.getDecoder().decode(root.attribute("RootItemId").orElseThrow()))
                    .hasSizeLessThan(512);
            assertThat(Base64.getDecoder()
                            .decode(root.attribute("RootItemChangeKey").orElseThrow()))
                    .hasSizeLessThan(512);
        }
        for (String again : List.of(delete(file), request(file, ""))) {
            XmlElement refused = only(mailbox.anna, again);
            assertThat(refused.attribute("ResponseClass")).hasValue("Error");
            assertThat(code(refused)).isEqualTo("ErrorInvalidAttachmentId");
        }
        assertThat(text(get(mailbox.anna, parent), "HasAttachments")).isEqualTo("false");
    }

    private String createIn(XmlElement outer, String attachment) {
        return create(attachment).replace(idOf(parent), idOf(outer));
    }

    private XmlElement attachTo(XmlElement outer, String attachment) {
        XmlElement made = done(mailbox.anna, createIn(outer, attachment))
                .child("Attachments")
                .orElseThrow()
                .children()
                .get(0)
                .child("AttachmentId")
                .orElseThrow();
        assertThat(made.attribute("RootItemId")).isEqualTo(parent.attribute("Id"));
        return made;
    }

    private static List<String> innerIds(XmlElement attachment) {
        return attachment.child("Message").flatMap(found -> found.child("Attachments")).stream()
                .flatMap(all -> all.children().stream())
                .map(one -> idOf(one.child("AttachmentId").orElseThrow()))
                .toList();
    }

    @Test
    @Requirements("ATT R14201 R20001")
    void attachesToAttachedItemsAndTakesThatAway() {
        XmlElement outer = attach(
                item("<t:Message><t:Subject>outer</t:Subject><t:Attachments>" + FILE + "</t:Attachments></t:Message>"));
        String came = innerIds(read(outer, "")).get(0);
        XmlElement inner = attachTo(outer, item("<t:Message><t:Subject>inner</t:Subject></t:Message>"));
        XmlElement deep = attachTo(inner, FILE);
        assertThat(innerIds(read(outer, ""))).containsExactly(came, idOf(inner));
        assertThat(innerIds(read(inner, ""))).containsExactly(idOf(deep));
        assertThat(text(read(inner, ""), "Message", "Subject")).isEqualTo("inner");
        assertThat(text(read(deep, ""), "Content")).isEqualTo(text(parsed(FILE).get(0), "Content"));
        assertThat(code(only(mailbox.anna, createIn(deep, FILE)))).isEqualTo("ErrorInvalidIdNotAnItemAttachmentId");
        XmlElement first = outer.with("Id", came);
        assertThat(done(mailbox.anna, delete(first)).child("RootItemId").flatMap(root -> root.attribute("RootItemId")))
                .isEqualTo(parent.attribute("Id"));
        for (String again : List.of(delete(first), request(first, ""), createIn(first, FILE))) {
            assertThat(code(only(mailbox.anna, again))).isEqualTo("ErrorInvalidAttachmentId");
        }
        attachTo(outer, FILE);
        assertThat(innerIds(read(outer, ""))).hasSize(2).doesNotHaveDuplicates().startsWith(idOf(inner));
        done(mailbox.anna, delete(inner));
        assertThat(code(only(mailbox.anna, request(deep, "")))).isEqualTo("ErrorInvalidAttachmentId");
        assertThat(innerIds(read(outer, ""))).hasSize(1);
    }

    @Test
    void limitsTheLevelsOfAttachedItems() {
        XmlElement last = attach(item("<t:Message/>"));
        for (int level = 2; level <= 10; level++) {
            last = attachTo(last, item("<t:Message/>"));
        }
        assertThat(code(only(mailbox.anna, createIn(last, item("<t:Message/>")))))
                .isEqualTo("ErrorAttachmentNestLevelLimitExceeded");
        attachTo(last, FILE);
    }

    @Test
    @Requirements("ATT R475 R477 R311 R3111 R478 R549 R1234 R552")
    void showsAnAttachedItemInTheShapeAskedFor() {
        XmlElement mail =
                attach(item("<t:Message><t:Subject>s</t:Subject><t:Body BodyType=\"HTML\">&lt;b&gt;x&lt;/b&gt;</t:Body>"
                        + "<t:Importance>High</t:Importance></t:Message>"));
        XmlElement plain = read(mail, "").child("Message").orElseThrow();
        assertThat(plain.child("MimeContent")).isEmpty();
        String mime =
                text(read(mail, shape("<t:IncludeMimeContent>true</t:IncludeMimeContent>")), "Message", "MimeContent");
        assertThat(new String(Base64.getDecoder().decode(mime), StandardCharsets.UTF_8))
                .contains("Subject: s");
        XmlElement body = read(mail, shape("<t:BodyType>Text</t:BodyType>"))
                .at("Message", "Body")
                .orElseThrow();
        assertThat(body.attribute("BodyType")).hasValue("Text");
        assertThat(body.text()).isEqualTo("x");
        assertThat(plain.at("Body").flatMap(found -> found.attribute("BodyType")))
                .hasValue("HTML");
        XmlElement more = read(
                        mail,
                        shape(
                                "<t:AdditionalProperties><t:ExtendedFieldURI PropertyTag=\"0x0017\" PropertyType=\"Integer\"/>"
                                        + "</t:AdditionalProperties>"))
                .child("Message")
                .orElseThrow();
        assertThat(text(more, "ExtendedProperty", "Value")).isEqualTo("2");
        // Only versions before 2010 SP3 refuse it, and exchangelib asks for it.
        XmlElement contact = attach(item("<t:Contact><t:GivenName>Gerda</t:GivenName></t:Contact>"));
        String card = text(
                read(contact, shape("<t:IncludeMimeContent>true</t:IncludeMimeContent>")), "Contact", "MimeContent");
        assertThat(new String(Base64.getDecoder().decode(card), StandardCharsets.UTF_8))
                .startsWith("BEGIN:VCARD")
                .contains("Gerda");
    }

    @Test
    @Requirements("ATT R479 R479001 R479002 R318013")
    void takesScriptsOutOfBodiesOnlyWhereAsked() {
        XmlElement mail = attach(
                item(
                        "<t:Message><t:Body BodyType=\"HTML\">&lt;p onclick=\"x()\"&gt;a&lt;/p&gt;"
                                + "&lt;script&gt;evil()&lt;/script&gt;&lt;a href=\"javascript:y()\"&gt;z&lt;/a&gt;</t:Body></t:Message>"));
        String filtered = text(read(mail, shape("<t:FilterHtmlContent>true</t:FilterHtmlContent>")), "Message", "Body");
        assertThat(filtered).contains("<p>a</p>").doesNotContain("script", "onclick", "evil");
        assertThat(text(read(mail, shape("<t:FilterHtmlContent>false</t:FilterHtmlContent>")), "Message", "Body"))
                .contains("<script>evil()</script>", "onclick", "javascript:y()");
    }

    /** Clients of today attach in CreateItem, and delete or read what they attached by the ids of its response. */
    @Test
    void createdWithAnItemAreAnsweredByTheirIds() {
        String attachments = "<t:Attachments>" + FILE + item("<t:Message><t:Subject>inner</t:Subject></t:Message>")
                + "</t:Attachments>";
        for (String element : List.of("Message", "CalendarItem", "Task")) {
            XmlElement made = MailboxCalls.item(done(
                    mailbox.anna,
                    "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:Items><t:"
                            + element + "><t:Subject>s</t:Subject>" + attachments + "</t:" + element
                            + "></m:Items></m:CreateItem>"));
            List<XmlElement> given = made.childrenOf("Attachments");
            assertThat(given).extracting(XmlElement::name).containsExactly("FileAttachment", "ItemAttachment");
            assertThat(given).allMatch(one -> one.children().size() == 1);
            List<XmlElement> shown =
                    get(mailbox.anna, made.child("ItemId").orElseThrow()).childrenOf("Attachments");
            assertThat(given)
                    .extracting(one -> idOf(one.child("AttachmentId").orElseThrow()))
                    .isEqualTo(shown.stream()
                            .map(one -> idOf(one.child("AttachmentId").orElseThrow()))
                            .toList());
            XmlElement got = done(
                    mailbox.anna, request(given.get(0).child("AttachmentId").orElseThrow(), ""));
            assertThat(text(got, "Attachments", "FileAttachment", "Content")).isEqualTo("AQIDBA==");
        }
    }

    @Test
    void aMeetingWithAttachmentsInvitesAsAnyOther() {
        String create = "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:Items><t:CalendarItem>"
                + "<t:Subject>attached</t:Subject><t:Attachments>" + FILE + "</t:Attachments>"
                + MeetingCalls.attendees("RequiredAttendees", "bert")
                + "</t:CalendarItem></m:Items></m:CreateItem>";
        assertThat(code(only(mailbox.anna, create.replace(" SendMeetingInvitations=\"SendToAllAndSaveCopy\"", ""))))
                .isEqualTo("ErrorSendMeetingInvitationsRequired");
        done(mailbox.anna, create);
        assertThat(MailboxCalls.subjects(mailbox.bert, "inbox")).contains("attached");
    }
}
