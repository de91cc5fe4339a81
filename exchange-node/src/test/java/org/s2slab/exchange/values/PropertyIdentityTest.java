package org.s2slab.exchange.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** A property named by what identifies it in MAPI is the one that its field URI names, in every operation. */
class PropertyIdentityTest {
    private static final String PHONE = tag("0x3A08", "String");

    private static MailboxCalls mailbox;
    private static EwsCalls anna;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
    }

    @AfterAll
    static void close() {
        mailbox.close();
    }

    private static String tag(String tag, String type) {
        return "<t:ExtendedFieldURI PropertyTag=\"" + tag + "\" PropertyType=\"" + type + "\"/>";
    }

    private static String named(String set, String id, String type) {
        return "<t:ExtendedFieldURI DistinguishedPropertySetId=\"" + set + "\" PropertyId=\"" + Integer.decode(id)
                + "\" PropertyType=\"" + type + "\"/>";
    }

    private static String path(String text) {
        String[] parts = text.split(":", -1);
        return parts.length == 2 ? tag(parts[0], parts[1]) : named(parts[0], parts[1], parts[2]);
    }

    private static String extended(String path, String value) {
        return "<t:ExtendedProperty>" + path + "<t:Value>" + value + "</t:Value></t:ExtendedProperty>";
    }

    private static String uri(String uri) {
        return uri.contains("/")
                ? "<t:IndexedFieldURI FieldURI=\"" + uri.split("/", -1)[0] + "\" FieldIndex=\"" + uri.split("/", -1)[1]
                        + "\"/>"
                : "<t:FieldURI FieldURI=\"" + uri + "\"/>";
    }

    private static XmlElement shown(XmlElement id, String... paths) {
        return get(
                anna,
                id,
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>" + String.join("", paths)
                        + "</t:AdditionalProperties>");
    }

    private static XmlElement update(XmlElement id, String updates) {
        return MailboxCalls.item(done(anna, updating(id, updates)))
                .child("ItemId")
                .orElseThrow();
    }

    private static String updating(XmlElement id, String updates) {
        return "<m:UpdateItem ConflictResolution=\"AutoResolve\" MessageDisposition=\"SaveOnly\""
                + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>" + id(id)
                + "<t:Updates>" + updates + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static List<String> found(String folder, String restriction) {
        return done(
                        anna,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                                + "<m:Restriction>" + restriction + "</m:Restriction><m:ParentFolderIds>"
                                + folder(folder) + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items")
                .orElseThrow()
                .children()
                .stream()
                .map(item -> itself(item.child("ItemId").orElseThrow()))
                .toList();
    }

    private static String equal(String path, String value) {
        return "<t:IsEqualTo>" + path + "<t:FieldURIOrConstant><t:Constant Value=\"" + value
                + "\"/></t:FieldURIOrConstant></t:IsEqualTo>";
    }

    @ParameterizedTest
    @CsvSource({
        // class, folder, path of MAPI, its value, path of EWS, the element's text
        "Contact, contacts, 0x3A08:String, +1 555, contacts:PhoneNumber/BusinessPhone, +1 555",
        "Contact, contacts, 0x3A17:String, Clerk, contacts:JobTitle, Clerk",
        "Contact, contacts, Address:0x8083:String, eve@example.com, contacts:EmailAddress/EmailAddress1, eve@example.com",
        "Contact, contacts, Address:0x8022:Integer, 2, contacts:PostalAddressIndex, Business",
        "Contact, contacts, 0x3A59:String, Lyon, contacts:PhysicalAddress:City/Home, Lyon",
        "Message, inbox, 0x0037:String, Plan, item:Subject, Plan",
        "Message, inbox, 0x0017:Integer, 2, item:Importance, High",
        "Message, inbox, 0x0036:Integer, 3, item:Sensitivity, Confidential",
        "Message, inbox, 0x0E07:Integer, 1, message:IsRead, true",
        "Message, inbox, Common:0x8503:Boolean, true, item:ReminderIsSet, true",
        "Message, inbox, Common:0x8501:Integer, 20, item:ReminderMinutesBeforeStart, 20",
        "CalendarItem, calendar, Appointment:0x820D:SystemTime, 2026-12-01T10:00:00Z, calendar:Start, 2026-12-01T10:00:00Z",
        "CalendarItem, calendar, Appointment:0x8205:Integer, 3, calendar:LegacyFreeBusyStatus, OOF",
        "CalendarItem, calendar, Appointment:0x825A:Boolean, true, calendar:AllowNewTimeProposal, false",
        "Task, tasks, Task:0x8102:Double, 0.25, task:PercentComplete, 25",
        "Task, tasks, Task:0x8101:Integer, 1, task:Status, InProgress",
        "Task, tasks, Task:0x8105:SystemTime, 2026-12-24T00:00:00Z, task:DueDate, 2026-12-24T00:00:00Z",
        "Task, tasks, Common:0x8517:SystemTime, 2026-12-24T00:00:00Z, task:DueDate, 2026-12-24T00:00:00Z",
    })
    void isOneValueByBothPaths(String kind, String folder, String mapi, String value, String uri, String text) {
        XmlElement id = saved(anna, folder, "<t:" + kind + ">" + extended(path(mapi), value) + "</t:" + kind + ">");
        XmlElement item = shown(id, path(mapi), uri(uri));
        assertThat(text(item, "ExtendedProperty", "Value")).isEqualTo(value);
        assertThat(item.tree().filter(element -> element.children().isEmpty()).map(XmlElement::text))
                .contains(text);
        assertThat(found(folder, equal(path(mapi), value))).contains(itself(id));
        XmlElement changed = update(
                id,
                "<t:SetItemField>" + path(mapi) + "<t:" + kind + ">" + extended(path(mapi), value) + "</t:" + kind
                        + "></t:SetItemField>");
        assertThat(text(shown(changed, path(mapi)), "ExtendedProperty", "Value"))
                .isEqualTo(value);
    }

    /** PidTagMessageLocaleId is a number of [MS-LCID]; what has none there is 4096. */
    @ParameterizedTest
    @CsvSource({"fr-CH, 4108", "sr-Cyrl-BA, 7194", "ja, 17", "en-DE, 4096"})
    void showsALanguageAsItsNumber(String culture, String number) {
        String path = tag("0x3FF1", "Integer");
        XmlElement id = saved(anna, "inbox", "<t:Message><t:Culture>" + culture + "</t:Culture></t:Message>");
        assertThat(text(shown(id, path), "ExtendedProperty", "Value")).isEqualTo(number);
        String set = "<t:SetItemField>" + path + "<t:Message>" + extended(path, "%s") + "</t:Message></t:SetItemField>";
        XmlElement changed = update(id, set.formatted("1043"));
        assertThat(text(shown(changed, uri("item:Culture")), "Culture")).isEqualTo("nl-NL");
        assertThat(code(only(anna, updating(changed, set.formatted("77777")))))
                .isEqualTo("ErrorInvalidExtendedPropertyValue");
        assertThat(code(only(anna, updating(changed, set.formatted("4096"))))).isEqualTo("ErrorUnsupportedCulture");
    }

    /** PidTagInternetCodepage is UTF-8, like CharacterSet of MimeContent, until a client says which page it came in. */
    @Test
    void showsTheCodePageOfTheContent() {
        String path = tag("0x3FDE", "Integer");
        XmlElement id = saved(anna, "inbox", "<t:Message><t:Subject>Code page</t:Subject></t:Message>");
        assertThat(text(shown(id, path), "ExtendedProperty", "Value")).isEqualTo("65001");
        XmlElement given = saved(anna, "inbox", "<t:Message>" + extended(path, "28591") + "</t:Message>");
        assertThat(text(shown(given, path), "ExtendedProperty", "Value")).isEqualTo("28591");
    }

    private static String itself(XmlElement id) {
        return id.attribute("Id").orElseThrow();
    }

    @Test
    void readsByTagWhatWasWrittenByFieldAndDeletesItByEither() {
        XmlElement id = saved(
                anna,
                "contacts",
                "<t:Contact><t:PhoneNumbers><t:Entry Key=\"BusinessPhone\">+1 2</t:Entry></t:PhoneNumbers>"
                        + "<t:JobTitle>Clerk</t:JobTitle></t:Contact>");
        XmlElement item = shown(id, PHONE, tag("14871", "String"));
        assertThat(item.children("ExtendedProperty"))
                .extracting(one -> text(one, "Value"))
                .containsExactly("+1 2", "Clerk");
        XmlElement without = update(
                id,
                "<t:DeleteItemField>" + PHONE + "</t:DeleteItemField><t:DeleteItemField>" + uri("contacts:JobTitle")
                        + "</t:DeleteItemField>");
        XmlElement left = get(anna, without);
        assertThat(left.child("PhoneNumbers")).isEmpty();
        assertThat(shown(without, PHONE, tag("14871", "String")).children("ExtendedProperty"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // class, folder, path of MAPI, its value, path of EWS, the element's parts
        "Message, inbox, 0x0042:String, Jo, message:From, From/Mailbox/Name",
        "Message, inbox, 0x0065:String, jo@example.org, message:From, From/Mailbox/EmailAddress",
        "Message, inbox, 0x0C1A:String, Jo, message:Sender, Sender/Mailbox/Name",
        "Message, inbox, 0x0C1F:String, jo@example.org, message:Sender, Sender/Mailbox/EmailAddress",
        "Message, inbox, 0x0040:String, Jo, message:ReceivedBy, ReceivedBy/Mailbox/Name",
        "Message, inbox, Task:0x8105:SystemTime, 2030-01-01T00:00:00Z, item:Flag, Flag/DueDate",
        "Message, inbox, 0x1091:SystemTime, 2030-01-01T00:00:00Z, item:Flag, Flag/CompleteDate"
    })
    void readsAndWritesPartsOfAProperty(
            String kind, String folder, String mapi, String value, String field, String place) {
        XmlElement id = saved(anna, folder, "<t:" + kind + ">" + extended(path(mapi), value) + "</t:" + kind + ">");
        XmlElement item = shown(id, uri(field), path(mapi));
        assertThat(text(item, place.split("/", -1))).isEqualTo(value);
        assertThat(text(item, "ExtendedProperty", "Value")).isEqualTo(value);
        XmlElement without = update(id, "<t:DeleteItemField>" + path(mapi) + "</t:DeleteItemField>");
        assertThat(shown(without, path(mapi)).child("ExtendedProperty")).isEmpty();
    }

    @Test
    void writesTheStatusOfAFlagAsItsNumber() {
        XmlElement id = saved(anna, "inbox", "<t:Message>" + extended(tag("0x1090", "Integer"), "2") + "</t:Message>");
        assertThat(text(shown(id, uri("item:Flag")), "Flag", "FlagStatus")).isEqualTo("Flagged");
        XmlElement other = saved(
                anna,
                "inbox",
                "<t:Message><t:Flag><t:FlagStatus>Complete</t:FlagStatus><t:CompleteDate>2026-03-01T00:00:00Z</t:CompleteDate></t:Flag></t:Message>");
        assertThat(text(shown(other, tag("0x1090", "Integer")), "ExtendedProperty", "Value"))
                .isEqualTo("1");
    }

    /** [MS-OXOFLAG] 2.2.1.1 knows 1 and 2, but a store holds any number; exchangelib's own tests write some to Exchange Online. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "7", "241", "-1", "2147483647"})
    void storesAnyNumberAsTheStatusOfAFlag(String number) {
        String status = tag("0x1090", "Integer");
        XmlElement id = saved(anna, "inbox", "<t:Message>" + extended(status, number) + "</t:Message>");
        assertThat(text(shown(id, status), "ExtendedProperty", "Value")).isEqualTo(number);
        assertThat(found("inbox", equal(status, number))).contains(itself(id));
        assertThat(found("inbox", equal(status, "2"))).doesNotContain(itself(id));
        assertThat(shown(id, uri("item:Flag")).child("Flag")).isEmpty();
        XmlElement completed = update(id, set("0x1091:SystemTime", "2026-03-01T00:00:00Z"));
        assertThat(text(shown(completed, status), "ExtendedProperty", "Value")).isEqualTo(number);
        XmlElement deleted = update(completed, "<t:DeleteItemField>" + status + "</t:DeleteItemField>");
        assertThat(found("inbox", equal(status, number))).doesNotContain(itself(deleted));
    }

    @ParameterizedTest
    @CsvSource({"1, Complete", "2, Flagged", "0, NotFlagged"})
    void givesAFlagItsStatusAgain(String number, String name) {
        String status = tag("0x1090", "Integer");
        XmlElement id = saved(anna, "inbox", "<t:Message>" + extended(status, "7") + "</t:Message>");
        XmlElement byNumber = shown(update(id, set("0x1090:Integer", number)), uri("item:Flag"), status);
        assertThat(text(byNumber, "Flag", "FlagStatus")).isEqualTo(name);
        assertThat(text(byNumber, "ExtendedProperty", "Value")).isEqualTo(number);
        XmlElement other = update(byNumber.child("ItemId").orElseThrow(), set("0x1090:Integer", "8"));
        assertThat(shown(other, uri("item:Flag")).child("Flag")).isEmpty();
        XmlElement byElement = update(
                other,
                "<t:SetItemField>" + uri("item:Flag") + "<t:Message><t:Flag><t:FlagStatus>" + name
                        + "</t:FlagStatus></t:Flag></t:Message></t:SetItemField>");
        assertThat(text(shown(byElement, status), "ExtendedProperty", "Value")).isEqualTo(number);
    }

    private static String set(String mapi, String value) {
        return "<t:SetItemField>" + path(mapi) + "<t:Message>" + extended(path(mapi), value)
                + "</t:Message></t:SetItemField>";
    }

    @Test
    void namesTheValuesThatAPropertyWithAnElementCanHave() {
        XmlElement refused = MailboxCalls.only(
                anna,
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:Message>"
                        + extended(tag("0x0017", "Integer"), "3") + "</t:Message></m:Items></m:CreateItem>");
        assertThat(MailboxCalls.code(refused)).isEqualTo("ErrorInvalidExtendedPropertyValue");
        assertThat(refused.childText("MessageText").orElse(""))
                .isEqualTo("'3' is no value of Importance, which has these: 0 (Low), 1 (Normal), 2 (High).");
    }

    @Test
    void readsAndWritesUidsAsGlobalObjectIds() {
        String clean = named("Meeting", "0x0023", "Binary");
        for (String uid : List.of(
                "my-uid@example.org", "040000008200E00074C5B7101A82E0080000000000000000000000000000000000000000")) {
            XmlElement id = saved(
                    anna,
                    "calendar",
                    "<t:CalendarItem><t:UID>" + uid + "</t:UID><t:Start>2030-01-01T09:00:00Z</t:Start>"
                            + "<t:End>2030-01-01T10:30:00Z</t:End></t:CalendarItem>");
            String value = text(shown(id, clean), "ExtendedProperty", "Value");
            assertThat(java.util.HexFormat.of()
                            .formatHex(java.util.Base64.getDecoder().decode(value)))
                    .startsWith("040000008200e00074c5b7101a82e008");
            XmlElement copy =
                    saved(anna, "calendar", "<t:CalendarItem>" + extended(clean, value) + "</t:CalendarItem>");
            assertThat(text(shown(copy, uri("calendar:UID")), "UID")).isEqualTo(uid);
            assertThat(text(shown(id, named("Appointment", "0x8213", "Integer")), "ExtendedProperty", "Value"))
                    .isEqualTo("90");
        }
    }

    @Test
    void keepsCategoriesAsTheKeywordsOfMapi() {
        String keywords = "<t:ExtendedFieldURI PropertySetId=\"00020329-0000-0000-C000-000000000046\""
                + " PropertyName=\"keywords\" PropertyType=\"StringArray\"/>";
        XmlElement id = saved(
                anna,
                "inbox",
                "<t:Message><t:ExtendedProperty>" + keywords
                        + "<t:Values><t:Value>Red</t:Value><t:Value>Blue</t:Value></t:Values></t:ExtendedProperty></t:Message>");
        XmlElement item = shown(id, keywords, uri("item:Categories"));
        assertThat(item.at("Categories").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("Red", "Blue");
        assertThat(item.at("ExtendedProperty", "Values").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("Red", "Blue");
        assertThat(found("inbox", equal(uri("item:Categories"), "blue"))).contains(itself(id));
    }

    @Test
    void movesSensitivityAndThePrivateFlagTogether() {
        String hidden = named("Common", "0x8506", "Boolean");
        XmlElement id = saved(anna, "inbox", "<t:Message>" + extended(hidden, "true") + "</t:Message>");
        assertThat(text(shown(id, uri("item:Sensitivity")), "Sensitivity")).isEqualTo("Private");
        XmlElement open = update(
                id,
                "<t:SetItemField>" + uri("item:Sensitivity")
                        + "<t:Message><t:Sensitivity>Normal</t:Sensitivity></t:Message></t:SetItemField>");
        assertThat(text(shown(open, hidden), "ExtendedProperty", "Value")).isEqualTo("false");
    }

    /** The tag of a contact's telephone number means nothing to a message, which keeps it all the same. */
    @Test
    void keepsWhatNoTableHasAsItWasGiven() {
        String opaque = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"xMozLastAck\""
                + " PropertyType=\"String\"/>";
        XmlElement id =
                saved(anna, "inbox", "<t:Message>" + extended(PHONE, "7") + extended(opaque, "2026") + "</t:Message>");
        XmlElement item = shown(id, PHONE, opaque);
        assertThat(item.children("ExtendedProperty"))
                .extracting(one -> text(one, "Value"))
                .containsExactly("7", "2026");
        String twice =
                opaque.replace(" PropertyName", " PropertySetId=\"00020329-0000-0000-C000-000000000046\" PropertyName");
        for (String path : List.of(opaque, twice)) {
            assertThat(found("inbox", equal(path, "2026"))).as(path).containsExactly(itself(id));
        }
    }

    /** Read and with an attachment; a contact counts as read. */
    @Test
    void makesTheMessageFlagsOfWhatTheirBitsMean() {
        String flags = tag("0x0E07", "Integer");
        String attachment = "<t:Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AQID</t:Content>"
                + "</t:FileAttachment></t:Attachments>";
        XmlElement id = saved(anna, "inbox", "<t:Message>" + attachment + extended(flags, "1") + "</t:Message>");
        assertThat(text(shown(id, flags), "ExtendedProperty", "Value")).isEqualTo("17");
        XmlElement contact = saved(anna, "contacts", "<t:Contact><t:Subject>x</t:Subject></t:Contact>");
        assertThat(text(shown(contact, flags), "ExtendedProperty", "Value")).isEqualTo("1");
    }

    /** exchangelib writes truth values as numbers, and reads them as words. */
    @Test
    void writesATruthValueInOneSpelling() {
        String own = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"own\""
                + " PropertyType=\"Boolean\"/>";
        XmlElement id = saved(
                anna,
                "inbox",
                "<t:Message><t:ReminderIsSet>1</t:ReminderIsSet>" + extended(own, "1")
                        + "<t:IsReadReceiptRequested>0</t:IsReadReceiptRequested></t:Message>");
        XmlElement item = shown(id, own, uri("item:ReminderIsSet"), uri("message:IsReadReceiptRequested"));
        assertThat(text(item, "ExtendedProperty", "Value")).isEqualTo("true");
        assertThat(text(item, "ReminderIsSet")).isEqualTo("true");
        assertThat(text(item, "IsReadReceiptRequested")).isEqualTo("false");
    }

    @Test
    void sortsAnEnumerationByItsNumbers() {
        for (String importance : List.of("High", "Low", "Normal")) {
            saved(anna, "drafts", "<t:Message><t:Importance>" + importance + "</t:Importance></t:Message>");
        }
        for (String path : List.of(uri("item:Importance"), tag("0x0017", "Integer"))) {
            XmlElement message = done(
                    anna,
                    "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                            + "<m:SortOrder><t:FieldOrder Order=\"Ascending\">" + path
                            + "</t:FieldOrder></m:SortOrder><m:ParentFolderIds>" + folder("drafts")
                            + "</m:ParentFolderIds></m:FindItem>");
            assertThat(message.at("RootFolder", "Items").orElseThrow().children())
                    .extracting(item -> text(item, "Importance"))
                    .containsExactly("Low", "Normal", "High");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PropertyTag=\"0x8001\" PropertyType=\"String\", x, ErrorNoPropertyTagForCustomProperties",
        "PropertyTag=\"0x3A08\" PropertyType=\"Object\", x, ErrorUnsupportedMapiPropertyType",
        "PropertyTag=\"0x3A08\" PropertyName=\"x\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyTag=\"0x3A08\" PropertyId=\"7\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyTag=\"0x3A08\" DistinguishedPropertySetId=\"Common\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyTag=\"0x3A08\" PropertySetId=\"00062008-0000-0000-c000-000000000046\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertySetId=\"c11ff724-aa03-4555-9952-8fa248a11c3e\" DistinguishedPropertySetId=\"Common\" PropertyName=\"x\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertySetId=\"00062008-0000-0000-c000-000000000046\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyId=\"7\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyName=\"x\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "DistinguishedPropertySetId=\"Common\" PropertyType=\"String\", x, ErrorInvalidExtendedProperty",
        "PropertyTag=\"0x0017\" PropertyType=\"Integer\", High, ErrorInvalidExtendedPropertyValue",
        "PropertyTag=\"0x0017\" PropertyType=\"Integer\", 7, ErrorInvalidExtendedPropertyValue",
        "DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"n\" PropertyType=\"Integer\", x, ErrorInvalidExtendedPropertyValue",
        "PropertyTag=\"0x0E08\" PropertyType=\"Integer\", 7, ErrorInvalidPropertySet",
    })
    @Requirements("CORE R42b R161b R43b R157b R158b R47b R51 R138b R139 R140b R53b R55b")
    void refusesAnExtendedPropertyThatIsNone(String attributes, String value, String code) {
        String item = "<t:Message>" + extended("<t:ExtendedFieldURI " + attributes + "/>", value) + "</t:Message>";
        assertThat(code(only(
                        anna,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items>" + item
                                + "</m:Items></m:CreateItem>")))
                .isEqualTo(code);
    }
}
