package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.parsed;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.values;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** The properties of items as MS-OXWSCORE describes them. */
class ItemPropertyRequirementsTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private XmlElement message(String properties) {
        return saved(mailbox.anna, "drafts", "<t:Message>" + properties + "</t:Message>");
    }

    private static String create(String folder, String item) {
        return "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + folder(folder)
                + "</m:SavedItemFolderId><m:Items>" + item + "</m:Items></m:CreateItem>";
    }

    @ParameterizedTest
    @CsvSource({
        "ItemId, <t:ItemId Id=\"AAAA\"/>",
        "ParentFolderId, <t:ParentFolderId Id=\"AAAA\"/>",
        "DateTimeReceived, <t:DateTimeReceived>2026-01-01T00:00:00Z</t:DateTimeReceived>",
        "Size, <t:Size>7</t:Size>",
        "DateTimeSent, <t:DateTimeSent>2026-01-01T00:00:00Z</t:DateTimeSent>",
        "DateTimeCreated, <t:DateTimeCreated>2026-01-01T00:00:00Z</t:DateTimeCreated>",
        "DisplayTo, <t:DisplayTo>x</t:DisplayTo>",
        "EffectiveRights, <t:EffectiveRights><t:CreateAssociated>true</t:CreateAssociated><t:CreateContents>true</t:CreateContents>"
                + "<t:CreateHierarchy>true</t:CreateHierarchy><t:Delete>true</t:Delete><t:Modify>true</t:Modify><t:Read>true</t:Read></t:EffectiveRights>",
        "LastModifiedName, <t:LastModifiedName>x</t:LastModifiedName>",
        "WebClientReadFormQueryString, <t:WebClientReadFormQueryString>x</t:WebClientReadFormQueryString>",
        "WebClientEditFormQueryString, <t:WebClientEditFormQueryString>x</t:WebClientEditFormQueryString>",
        "InstanceKey, <t:InstanceKey>AQID</t:InstanceKey>",
        "NormalizedBody, <t:NormalizedBody BodyType=\"Text\">x</t:NormalizedBody>",
        "Preview, <t:Preview>x</t:Preview>",
        "BlockStatus, <t:BlockStatus>true</t:BlockStatus>",
        "TextBody, <t:TextBody BodyType=\"Text\">x</t:TextBody>",
        "IconIndex, <t:IconIndex>Default</t:IconIndex>"
    })
    @Requirements(
            "CORE R2014 R2347 R2016 R2348 R2025 R2349 R2027 R2272 R2031 R2273 R2033 R2274 R2035 R2275 R2037 R2276 R2039 R2277"
                    + " R2041 R2043 R2044 R2046 R2350 R2048 R2351 R2050 R2352 R2058 R2355 R2060 R2356 R2062 R2358")
    void setsNothingThatIsReadOnly(String name, String property) {
        assertThat(code(only(mailbox.anna, create("drafts", "<t:Message>" + property + "</t:Message>"))))
                .isEqualTo("ErrorInvalidPropertySet");
        assertThat(code(only(
                        mailbox.anna,
                        set(message(""), field("item:" + name), "<t:Message>" + property + "</t:Message>"))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    @Requirements(
            "CORE R70 R71 R2015 R2017 R2026 R2028 R2032 R2034 R2036 R2038 R2040 R2047 R2049 R2051 R2061 R78 R79 R89 R90 R96 R97"
                    + " R98 R99 R103 R1693 R104 R105 R109 R1049 R1348 R1050 R1055 R1354 R1730 R1731 R110 R2288 R2290 R1683 R156 R157 R158 R159"
                    + " R1130 R21136 R21138 R21140 R1134b R1135b R1136b R1132b")
    void returnsWhatTheServerKnows() {
        XmlElement id = message(
                "<t:Subject>s</t:Subject><t:Body BodyType=\"Text\">hello</t:Body>"
                        + "<t:ToRecipients><t:Mailbox><t:Name>Bert B</t:Name><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "<t:Mailbox><t:Name>Carl</t:Name><t:EmailAddress>carl@example.com</t:EmailAddress></t:Mailbox></t:ToRecipients>"
                        + "<t:CcRecipients><t:Mailbox><t:Name>Dora</t:Name><t:EmailAddress>dora@example.com</t:EmailAddress></t:Mailbox></t:CcRecipients>");
        XmlElement all = get(mailbox.anna, id);
        for (String name : List.of(
                "ParentFolderId",
                "DateTimeReceived",
                "Size",
                "DateTimeSent",
                "DateTimeCreated",
                "LastModifiedName",
                "LastModifiedTime",
                "ConversationId")) {
            assertThat(all.child(name)).as(name).isPresent();
        }
        for (String time : List.of("DateTimeReceived", "DateTimeSent", "DateTimeCreated", "LastModifiedTime")) {
            assertThat(text(all, time)).as(time).isEqualTo("2026-03-02T09:00:00Z");
        }
        assertThat(all.child("ItemId").flatMap(found -> found.attribute("Id"))).isEqualTo(id.attribute("Id"));
        for (String attribute : List.of("Id", "ChangeKey")) {
            assertThat(id.attribute(attribute).orElseThrow()).hasSizeLessThanOrEqualTo(512);
        }
        assertThat(Integer.parseInt(text(all, "Size"))).isPositive();
        assertThat(text(all, "DisplayTo")).contains("Carl").contains("; ");
        assertThat(text(all, "DisplayCc")).isEqualTo("Dora");
        assertThat(all.child("EffectiveRights").orElseThrow().children())
                .extracting(right -> right.name() + "=" + right.text())
                .contains("Delete=true", "Modify=true", "Read=true");
        XmlElement more = get(
                mailbox.anna,
                id,
                properties(
                        "item:InstanceKey", "item:NormalizedBody", "item:Preview", "item:TextBody", "item:UniqueBody"));
        assertThat(text(more, "InstanceKey")).isNotEmpty();
        for (String body : List.of("NormalizedBody", "Preview", "TextBody", "UniqueBody")) {
            assertThat(text(more, body)).as(body).isEqualTo("hello");
        }
    }

    /** What a client sets at creation, and the shape AllProperties gives back or adds. */
    @Test
    @Requirements("CORE R70 R91 R1353 R2283 R2338 R2503 R21131 R21133 R21135 R21142")
    void showsAllPropertiesOfANewItem() {
        XmlElement id = message("<t:Subject>all</t:Subject><t:Body BodyType=\"Text\">mail carl@example.com</t:Body>"
                + "<t:ReminderDueBy>2026-12-05T10:15:00Z</t:ReminderDueBy><t:ReminderIsSet>true</t:ReminderIsSet>"
                + "<t:ReminderNextTime>2026-12-05T10:05:00Z</t:ReminderNextTime>"
                + "<t:Flag><t:FlagStatus>Complete</t:FlagStatus><t:CompleteDate>2026-11-28T00:00:00Z</t:CompleteDate></t:Flag>"
                + "<t:RetentionDate>2027-01-01T00:00:00Z</t:RetentionDate>");
        XmlElement all = get(mailbox.anna, id);
        assertThat(text(all, "ReminderNextTime")).isEqualTo("2026-12-05T10:05:00Z");
        assertThat(text(all, "Flag", "CompleteDate")).isEqualTo("2026-11-28T00:00:00Z");
        assertThat(text(all, "InstanceKey")).isNotEmpty();
        assertThat(text(all, "WebClientReadFormQueryString"))
                .contains("IPM.Note", URLEncoder.encode(id.attribute("Id").orElseThrow(), StandardCharsets.UTF_8));
        assertThat(text(all, "WebClientEditFormQueryString"))
                .contains("IPM.Note", URLEncoder.encode(id.attribute("Id").orElseThrow(), StandardCharsets.UTF_8));
        XmlElement contact = get(mailbox.anna, saved(mailbox.anna, "contacts", "<t:Contact/>"));
        assertThat(contact.child("WebClientEditFormQueryString")).as("no draft").isEmpty();
        assertThat(text(all, "EntityExtractionResult", "EmailAddresses", "EmailAddressEntity", "EmailAddress"))
                .isEqualTo("carl@example.com");
        assertThat(text(all, "IsUnmodified")).isEqualTo("false");
        assertThat(all.child("ResponseObjects").orElseThrow().children())
                .extracting(XmlElement::name)
                .containsExactly("ForwardItem");
        assertThat(all.child("EffectiveRights").orElseThrow().children())
                .extracting(right -> right.name() + "=" + right.text())
                .contains(
                        "CreateAssociated=false",
                        "CreateContents=false",
                        "CreateHierarchy=false",
                        "ViewPrivateItems=true");
        assertThat(text(get(mailbox.anna, id, properties("item:RetentionDate")), "RetentionDate"))
                .isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    @Requirements("CORE R20452")
    void ignoresTheEntryIdOfTheStoreOnlyInANewItem() {
        String property = "<t:Message><t:StoreEntryId>AQIDBAU=</t:StoreEntryId></t:Message>";
        XmlElement id = message("<t:StoreEntryId>AQIDBAU=</t:StoreEntryId>");
        assertThat(code(only(mailbox.anna, set(id, field("item:StoreEntryId"), property))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @ParameterizedTest
    @CsvSource({
        "Contact, contacts, IPM.Contact",
        "CalendarItem, calendar, IPM.Appointment",
        "PostItem, inbox, IPM.Post",
        "Task, tasks, IPM.Task",
        "DistributionList, contacts, IPM.DistList"
    })
    @Requirements("CORE R72 R2018 R2019 R2020 R2021 R2022 R2023 R619")
    void holdsTheClassOfEachKind(String element, String place, String itemClass) {
        XmlElement id = saved(mailbox.anna, place, "<t:" + element + "/>");
        assertThat(text(get(mailbox.anna, id), "ItemClass")).isEqualTo(itemClass);
        String message = "<t:Message><t:ItemClass>" + itemClass + "</t:ItemClass></t:Message>";
        assertThat(code(only(mailbox.anna, create("drafts", message)))).isEqualTo("ErrorObjectTypeChanged");
        String other = "<t:" + element + "><t:ItemClass>IPM.Invalid</t:ItemClass></t:" + element + ">";
        assertThat(code(only(mailbox.anna, create(place, other)))).isEqualTo("ErrorObjectTypeChanged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t:Subject>a subject</t:Subject>",
                "<t:Sensitivity>Confidential</t:Sensitivity>",
                "<t:Sensitivity>Normal</t:Sensitivity>",
                "<t:Sensitivity>Personal</t:Sensitivity>",
                "<t:Sensitivity>Private</t:Sensitivity>",
                "<t:Body BodyType=\"Text\">text</t:Body>",
                "<t:Body BodyType=\"HTML\">&lt;p&gt;html&lt;/p&gt;</t:Body>",
                "<t:Categories><t:String>Red</t:String><t:String>Blue</t:String></t:Categories>",
                "<t:Importance>High</t:Importance>",
                "<t:Importance>Low</t:Importance>",
                "<t:Importance>Normal</t:Importance>",
                "<t:InReplyTo>&lt;1@contoso.com&gt;</t:InReplyTo>",
                "<t:ReminderDueBy>2026-12-05T10:00:00Z</t:ReminderDueBy>",
                "<t:ReminderIsSet>true</t:ReminderIsSet>",
                "<t:ReminderIsSet>false</t:ReminderIsSet>",
                "<t:ReminderMinutesBeforeStart>15</t:ReminderMinutesBeforeStart>"
            })
    @Requirements(
            "CORE R73 R75 R1650 R1651 R1652 R1653 R784 R785 R786 R787 R76 R1679 R1680 R22 R23 R22b R23b R1097b R80 R81 R198 R199 R200 R82"
                    + " R92 R93 R94 R95 R1616 R1617")
    void keepsEachProperty(String property) {
        XmlElement given = parsed(property).get(0);
        XmlElement created = message(property);
        XmlElement updated = message("");
        done(mailbox.anna, set(updated, field("item:" + given.name()), "<t:Message>" + property + "</t:Message>"));
        for (XmlElement id : List.of(created, updated)) {
            XmlElement read = get(mailbox.anna, id).child(given.name()).orElseThrow();
            assertThat(values(read)).isEqualTo(values(given));
            given.attribute("BodyType")
                    .ifPresent(type -> assertThat(read.attribute("BodyType")).hasValue(type));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Flagged, 2026-12-01, 2026-12-03, '', NoError",
        "Flagged, '', '', '', NoError",
        "NotFlagged, '', '', '', NoError",
        "Complete, '', '', 2026-12-01, NoError",
        "Flagged, '', '', 2026-12-01, ErrorInvalidArgument",
        "Flagged, 2026-12-01, '', '', ErrorInvalidArgument",
        "NotFlagged, 2026-12-01, 2026-12-03, '', ErrorInvalidArgument",
        "NotFlagged, '', '', 2026-12-01, ErrorInvalidArgument",
        "Complete, 2026-12-01, 2026-12-03, '', ErrorInvalidArgument"
    })
    @Requirements("CORE R2002 R2005 R2008 R2010 R1047 R1346")
    void keepsFlagsWhoseDatesFitTheirStatus(String status, String start, String due, String complete, String code) {
        String flag = "<t:Message><t:Flag><t:FlagStatus>" + status + "</t:FlagStatus>" + date("StartDate", start)
                + date("DueDate", due) + date("CompleteDate", complete) + "</t:Flag></t:Message>";
        XmlElement answer = only(mailbox.anna, create("drafts", flag));
        assertThat(code(answer)).isEqualTo(code);
        if (code.equals("NoError")) {
            XmlElement id = MailboxCalls.item(answer).child("ItemId").orElseThrow();
            XmlElement read =
                    get(mailbox.anna, id, properties("item:Flag")).child("Flag").orElseThrow();
            assertThat(text(read, "FlagStatus")).isEqualTo(status);
            assertThat(text(read, "StartDate")).startsWith(start);
            assertThat(text(read, "DueDate")).startsWith(due);
        }
    }

    private static String date(String name, String date) {
        return date.isEmpty() ? "" : "<t:" + name + ">" + date + "T00:00:00Z</t:" + name + ">";
    }

    @Test
    @Requirements("CORE R77 R100 R1620 R1621 R2281 R101 R106 R1618 R1619 R13411 R2285")
    void tellsAttachmentsExtendedPropertiesAndAssociation() {
        XmlElement with = message(
                "<t:Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content></t:FileAttachment></t:Attachments>");
        assertThat(text(get(mailbox.anna, with), "HasAttachments")).isEqualTo("true");
        assertThat(text(get(mailbox.anna, with), "Attachments", "FileAttachment", "Name"))
                .isEqualTo("a");
        XmlElement without = message(
                "<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"mine\""
                        + " PropertyType=\"String\"/><t:Value>v</t:Value></t:ExtendedProperty>"
                        + "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x6700\" PropertyType=\"String\"/>"
                        + "<t:Value>w</t:Value></t:ExtendedProperty>");
        assertThat(text(get(mailbox.anna, without), "HasAttachments")).isEqualTo("false");
        String path =
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\""
                        + " PropertyName=\"mine\" PropertyType=\"String\"/>"
                        + "<t:ExtendedFieldURI PropertyTag=\"0x6700\" PropertyType=\"String\"/></t:AdditionalProperties>";
        assertThat(get(mailbox.anna, without, path).children("ExtendedProperty"))
                .extracting(one -> text(one, "Value"))
                .containsExactly("v", "w");
        assertThat(text(get(mailbox.anna, without), "IsAssociated")).isEqualTo("false");
        assertThat(text(get(mailbox.anna, message("<t:IsAssociated>true</t:IsAssociated>")), "IsAssociated"))
                .isEqualTo("true");
    }

    @Test
    @Requirements("CORE R84 R1608 R1609 R83 R1607 R85 R1611 R86 R1613 R88 R2030 R20301 R124 R91 R131 R132 R133")
    void tellsWhatBecameOfAMessage() {
        XmlElement draft = message("<t:Subject>on its way</t:Subject>");
        assertThat(text(get(mailbox.anna, draft), "IsDraft")).isEqualTo("true");
        done(
                mailbox.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>sent</t:Subject><t:ToRecipients>"
                        + "<t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>");
        XmlElement found = find(mailbox.bert, folder("inbox")).get(0);
        assertThat(found.child("InternetMessageHeaders")).isEmpty();
        XmlElement received = get(mailbox.bert, found.child("ItemId").orElseThrow());
        for (String flag : List.of("IsDraft", "IsSubmitted", "IsFromMe", "IsResend")) {
            assertThat(text(received, flag)).as(flag).isEqualTo("false");
        }
        assertThat(received.at("InternetMessageHeaders", "InternetMessageHeader"))
                .isPresent();
        assertThat(received.child("ResponseObjects").orElseThrow().children())
                .extracting(XmlElement::name)
                .contains("ReplyToItem", "ReplyAllToItem", "ForwardItem");
    }

    @Test
    @Requirements("CORE R69 R2012 R2013 R114")
    void takesMimeContentForMessagesOnly() {
        String mime =
                Base64.getEncoder().encodeToString("Subject: by MIME\r\n\r\nhello".getBytes(StandardCharsets.UTF_8));
        String content = "<t:MimeContent CharacterSet=\"UTF-8\">" + mime + "</t:MimeContent>";
        XmlElement read = get(
                mailbox.anna,
                message(content),
                "<t:BaseShape>Default</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>");
        assertThat(text(read, "Subject")).isEqualTo("by MIME");
        assertThat(read.child("MimeContent").flatMap(found -> found.attribute("CharacterSet")))
                .hasValue("UTF-8");
        assertThat(new String(Base64.getDecoder().decode(text(read, "MimeContent")), StandardCharsets.UTF_8))
                .contains("Subject: by MIME\r\n", "\r\n\r\nhello");
        for (String element : List.of("Contact", "Task", "DistributionList")) {
            String place = element.equals("Task") ? "tasks" : "contacts";
            assertThat(code(only(
                            mailbox.anna, create(place, "<t:" + element + ">" + content + "</t:" + element + ">"))))
                    .isEqualTo("ErrorUnsupportedMimeConversion");
        }
    }

    @Test
    @Requirements("CORE R1274 R2045 R20452 R1881")
    void ignoresAStoreEntryId() {
        XmlElement id = message("<t:StoreEntryId>AQID</t:StoreEntryId>");
        assertThat(text(get(mailbox.anna, id, properties("item:StoreEntryId")), "StoreEntryId"))
                .isNotEqualTo("AQID");
    }
}
