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
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** What may be set, appended to and deleted, and with which code the rest is refused. */
class ChangeRulesTest {
    private static final Map<ItemKind, String> FOLDERS = Map.of(
            ItemKind.MESSAGE, "drafts",
            ItemKind.CALENDAR_ITEM, "calendar",
            ItemKind.CONTACT, "contacts",
            ItemKind.TASK, "tasks");

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

    private static XmlElement item(ItemKind kind) {
        return saved(
                anna,
                Objects.requireNonNull(FOLDERS.get(kind)),
                "<t:" + kind.element() + "><t:Subject>before</t:Subject></t:" + kind.element() + ">");
    }

    private static String update(XmlElement id, String resolution, String updates) {
        return "<m:UpdateItem ConflictResolution=\"" + resolution + "\" MessageDisposition=\"SaveOnly\""
                + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>" + id(id)
                + "<t:Updates>" + updates + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static String updated(XmlElement id, String updates) {
        return code(only(anna, update(id, "AutoResolve", updates)));
    }

    private static String set(String uri, String kind, String property) {
        return "<t:SetItemField>" + uri(uri) + "<t:" + kind + ">" + property + "</t:" + kind + "></t:SetItemField>";
    }

    private static String uri(String uri) {
        return uri.contains("/")
                ? "<t:IndexedFieldURI FieldURI=\"" + uri.split("/", -1)[0] + "\" FieldIndex=\"" + uri.split("/", -1)[1]
                        + "\"/>"
                : "<t:FieldURI FieldURI=\"" + uri + "\"/>";
    }

    private static String created(String folder, String item) {
        return code(only(
                anna,
                "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\">"
                        + "<m:SavedItemFolderId>" + folder(folder) + "</m:SavedItemFolderId><m:Items>" + item
                        + "</m:Items></m:CreateItem>"));
    }

    private static Stream<String> undeletable() {
        return properties(property -> property.rules().delete() == ChangeRule.NO);
    }

    private static Stream<String> unappendable() {
        return properties(property -> property.rules().append() == ChangeRule.NO
                && property.form().type().name().equals("TEXT"));
    }

    private static Stream<String> properties(Predicate<PropertyDefinition> expected) {
        return FOLDERS.keySet().stream()
                .flatMap(kind -> PropertyTable.EXCHANGE.of(kind).stream()
                        .filter(property -> property.owner().equals(kind.element()))
                        .filter(property -> property.isElement() && expected.test(property))
                        .filter(property -> !property.uri().equals("calendar:IntendedFreeBusyStatus"))
                        .map(property -> kind.name() + " " + property.uri()));
    }

    @ParameterizedTest
    @MethodSource("undeletable")
    void refusesToDeleteWhatMustStay(String kindAndUri) {
        String[] parts = kindAndUri.split(" ", -1);
        assertThat(updated(
                        item(ItemKind.valueOf(parts[0])),
                        "<t:DeleteItemField>" + uri(parts[1]) + "</t:DeleteItemField>"))
                .isEqualTo("ErrorInvalidPropertyDelete");
    }

    @ParameterizedTest
    @MethodSource("unappendable")
    void refusesToAppendToWhatIsNoList(String kindAndUri) {
        String[] parts = kindAndUri.split(" ", -1);
        ItemKind kind = ItemKind.valueOf(parts[0]);
        String element = parts[1].split(":", -1)[1];
        assertThat(updated(
                        item(kind),
                        "<t:AppendToItemField>" + uri(parts[1]) + "<t:" + kind.element() + "><t:" + element + ">x</t:"
                                + element + "></t:" + kind.element() + "></t:AppendToItemField>"))
                .isEqualTo("ErrorInvalidPropertyAppend");
    }

    @ParameterizedTest
    @CsvSource({
        "Message, drafts, <t:Size>7</t:Size>, ErrorInvalidPropertySet",
        "Message, drafts, <t:IsDraft>false</t:IsDraft>, ErrorInvalidPropertySet",
        "Message, drafts, <t:DateTimeReceived>2026-01-01T00:00:00Z</t:DateTimeReceived>, ErrorInvalidPropertySet",
        "Message, drafts, <t:ConversationTopic>x</t:ConversationTopic>, ErrorInvalidPropertySet",
        "CalendarItem, calendar, <t:IsMeeting>true</t:IsMeeting>, ErrorInvalidPropertySet",
        "Task, tasks, <t:IsComplete>true</t:IsComplete>, ErrorInvalidPropertySet",
        "Contact, contacts, <t:HasPicture>true</t:HasPicture>, ErrorInvalidPropertySet",
        "Message, drafts, <t:ItemClass>IPM.Contact</t:ItemClass>, ErrorObjectTypeChanged",
        "Contact, contacts, <t:ItemClass>IPM.Note</t:ItemClass>, ErrorObjectTypeChanged",
        "Contact, contacts, <t:ItemClass>IPM.Contact.Ours</t:ItemClass>, NoError",
        "Message, drafts, <t:ItemClass>IPM.Note.Ours</t:ItemClass>, NoError",
        "Contact, inbox, <t:Subject>x</t:Subject>, ErrorCannotCreateContactInNonContactFolder",
        "DistributionList, inbox, <t:Subject>x</t:Subject>, ErrorCannotCreateContactInNonContactFolder",
        "CalendarItem, inbox, <t:Subject>x</t:Subject>, ErrorCannotCreateCalendarItemInNonCalendarFolder",
        "Task, calendar, <t:Subject>x</t:Subject>, ErrorCannotCreateTaskInNonTaskFolder",
        "PostItem, contacts, <t:Subject>x</t:Subject>, ErrorCannotCreatePostItemInNonMailFolder",
        "PostItem, inbox, <t:Subject>x</t:Subject>, NoError",
        "Task, tasks, <t:PercentComplete>101</t:PercentComplete>, ErrorInvalidPercentCompleteValue",
        "Task, tasks, <t:PercentComplete>NaN</t:PercentComplete>, ErrorInvalidPercentCompleteValue",
        "Task, tasks, <t:PercentComplete>1e-99999999</t:PercentComplete>, NoError",
        "Task, tasks, <t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId=\"Task\" PropertyId=\"33026\" PropertyType=\"Double\"/><t:Value>NaN</t:Value></t:ExtendedProperty>, ErrorInvalidExtendedPropertyValue",
        "Task, tasks, <t:CompleteDate>2999-01-01T00:00:00Z</t:CompleteDate>, ErrorInvalidCompleteDate",
        "CalendarItem, calendar, <t:Start>2026-01-02T00:00:00Z</t:Start><t:End>2026-01-01T00:00:00Z</t:End>, ErrorCalendarEndDateIsEarlierThanStartDate",
        "CalendarItem, calendar, <t:Start>2026-01-02T00:00:00Z</t:Start><t:End>2032-01-01T00:00:00Z</t:End>, ErrorCalendarDurationIsTooLong",
        "Contact, contacts, <t:EmailAddresses><t:Entry Key=\"EmailAddress1\">nobody</t:Entry></t:EmailAddresses>, ErrorInvalidContactEmailAddress",
        "Message, drafts, <t:Flag><t:FlagStatus>Flagged</t:FlagStatus><t:DueDate>2026-01-01T00:00:00Z</t:DueDate></t:Flag>, ErrorInvalidArgument",
        "Message, drafts, <t:Flag><t:FlagStatus>NotFlagged</t:FlagStatus><t:CompleteDate>2026-01-01T00:00:00Z</t:CompleteDate></t:Flag>, ErrorInvalidArgument",
        "Message, drafts, <t:Flag><t:FlagStatus>Flagged</t:FlagStatus></t:Flag>, NoError",
        "Contact, contacts, <t:MimeContent>eA==</t:MimeContent>, ErrorUnsupportedMimeConversion",
    })
    void createsOnlyWhatAnItemCanBe(String kind, String folder, String properties, String code) {
        int before = MailboxCalls.find(anna, folder(folder)).size();
        assertThat(created(folder, "<t:" + kind + ">" + properties + "</t:" + kind + ">"))
                .isEqualTo(code);
        assertThat(MailboxCalls.find(anna, folder(folder))).hasSize(before + (code.equals("NoError") ? 1 : 0));
    }

    @ParameterizedTest
    @CsvSource({
        "MESSAGE, item:Size, Message, <t:Size>7</t:Size>, ErrorInvalidPropertySet",
        "MESSAGE, message:InternetMessageId, Message, <t:InternetMessageId>x</t:InternetMessageId>, ErrorInvalidPropertySet",
        "MESSAGE, item:Size, Message, <t:Subject>x</t:Subject>, ErrorInvalidPropertySet",
        "MESSAGE, item:Subject, Message, <t:Importance>High</t:Importance>, ErrorUpdatePropertyMismatch",
        "MESSAGE, item:Subject, Message, <t:Subject>x</t:Subject><t:Importance>High</t:Importance>, ErrorIncorrectUpdatePropertyCount",
        "MESSAGE, contacts:JobTitle, Contact, <t:JobTitle>x</t:JobTitle>, ErrorInvalidPropertyRequest",
        "MESSAGE, item:ItemClass, Message, <t:ItemClass>IPM.Task</t:ItemClass>, ErrorObjectTypeChanged",
        "CONTACT, message:IsRead, Message, <t:IsRead>true</t:IsRead>, ErrorInvalidPropertyRequest",
        "CONTACT, contacts:EmailAddress/EmailAddress4, Contact, <t:EmailAddresses><t:Entry Key=\"EmailAddress1\">a@b</t:Entry></t:EmailAddresses>, ErrorInvalidContactEmailIndex",
        "CONTACT, contacts:EmailAddress/EmailAddress2, Contact, <t:EmailAddresses><t:Entry Key=\"EmailAddress1\">a@b</t:Entry></t:EmailAddresses>, ErrorUpdatePropertyMismatch",
        "CONTACT, contacts:EmailAddress/EmailAddress1, Contact, <t:EmailAddresses><t:Entry Key=\"EmailAddress1\">a b</t:Entry></t:EmailAddresses>, ErrorInvalidContactEmailAddress",
        "TASK, task:PercentComplete, Task, <t:PercentComplete>-1</t:PercentComplete>, ErrorInvalidPercentCompleteValue",
    })
    @Requirements("CONT R368 R368002")
    void updatesOnlyWhatMayChange(ItemKind kind, String uri, String element, String property, String code) {
        XmlElement id = item(kind);
        // What comes before a refused change in the same request is not stored either.
        String first = set("item:Subject", kind.element(), "<t:Subject>after</t:Subject>");
        assertThat(updated(id, first + set(uri, element, property))).isEqualTo(code);
        assertThat(text(get(anna, id), "Subject")).isEqualTo("before");
    }

    @Test
    void keepsReceiptsOfWhatWasSentAsTheyWere() {
        XmlElement id = saved(
                anna,
                "inbox",
                "<t:Message><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/>"
                        + "<t:Value>1</t:Value></t:ExtendedProperty></t:Message>");
        String change = set(
                "message:IsReadReceiptRequested",
                "Message",
                "<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>");
        assertThat(updated(id, change)).isEqualTo("ErrorInvalidPropertyUpdateSentMessage");
        assertThat(updated(item(ItemKind.MESSAGE), change)).isEqualTo("NoError");
    }

    @Test
    void appendsABodyInItsOwnFormatOnly() {
        XmlElement id = saved(anna, "drafts", "<t:Message><t:Body BodyType=\"Text\">One.</t:Body></t:Message>");
        String append = "<t:AppendToItemField><t:FieldURI FieldURI=\"item:Body\"/><t:Message><t:Body BodyType=\"%s\">"
                + "Two.</t:Body></t:Message></t:AppendToItemField>";
        assertThat(updated(id, append.formatted("HTML"))).isEqualTo("ErrorInvalidPropertyAppend");
        assertThat(updated(id, append.formatted("Text"))).isEqualTo("NoError");
        assertThat(text(get(anna, id), "Body")).isEqualTo("One.Two.");
    }

    @Test
    void deletesOnePartOfAnAddress() {
        XmlElement id = saved(
                anna,
                "contacts",
                "<t:Contact><t:PhysicalAddresses><t:Entry Key=\"Home\"><t:Street>Quai 1</t:Street><t:City>Lyon</t:City>"
                        + "</t:Entry></t:PhysicalAddresses></t:Contact>");
        done(
                anna,
                update(
                        id,
                        "AutoResolve",
                        "<t:DeleteItemField>" + uri("contacts:PhysicalAddress:Street/Home") + "</t:DeleteItemField>"));
        assertThat(get(anna, id).at("PhysicalAddresses", "Entry").orElseThrow().children())
                .extracting(XmlElement::name)
                .containsExactly("City");
    }

    @Test
    void requiresTheChangeKeyThatItGaveOut() {
        XmlElement id = item(ItemKind.MESSAGE);
        String change = set("item:Subject", "Message", "<t:Subject>after</t:Subject>");
        String read = set("message:IsRead", "Message", "<t:IsRead>false</t:IsRead>");
        String itemId = id(id);
        String bare = itemId.replaceFirst(" ChangeKey=\"[^\"]*\"", "");
        String torn = itemId.replaceFirst("ChangeKey=\"[^\"]*\"", "ChangeKey=\"?\"");
        assertThat(code(only(anna, update(id, "AutoResolve", change).replace(itemId, torn))))
                .isEqualTo("ErrorInvalidChangeKey");
        assertThat(code(only(anna, update(id, "AutoResolve", change).replace(itemId, bare))))
                .isEqualTo("ErrorChangeKeyRequiredForWriteOperations");
        assertThat(code(only(anna, update(id, "AutoResolve", read).replace(itemId, bare))))
                .isEqualTo("NoError");
        assertThat(code(only(anna, update(id, "NeverOverwrite", change)))).isEqualTo("ErrorIrresolvableConflict");
        assertThat(code(only(anna, update(id, "AlwaysOverwrite", change)))).isEqualTo("NoError");
    }

    /** exchangelib asks for the properties of all kinds of items at once. */
    @Test
    void leavesOutWhatItemsOfTheKindDoNotHave() {
        String shape = "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>" + uri("item:Subject")
                + uri("contacts:JobTitle") + uri("calendar:Start") + "</t:AdditionalProperties>";
        assertThat(get(anna, item(ItemKind.MESSAGE), shape).children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId", "Subject");
    }

    private static String search(String rest) {
        return code(only(
                anna,
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>" + rest
                        + "<m:ParentFolderIds>" + folder("inbox") + "</m:ParentFolderIds></m:FindItem>"));
    }

    private static String constant(String expression, String uri, String value) {
        String operand = expression.equals("Contains")
                ? "<t:Constant Value=\"" + value + "\"/>"
                : "<t:FieldURIOrConstant><t:Constant Value=\"" + value + "\"/></t:FieldURIOrConstant>";
        return "<m:Restriction><t:" + expression + ">" + uri(uri) + (expression.equals("Exists") ? "" : operand)
                + "</t:" + expression + "></m:Restriction>";
    }

    @ParameterizedTest
    @CsvSource({
        "IsEqualTo, item:UniqueBody, x, ErrorUnsupportedPathForQuery",
        "IsEqualTo, item:BlockStatus, true, ErrorUnsupportedPathForQuery",
        "IsEqualTo, item:HasBlockedImages, true, ErrorUnsupportedPathForQuery",
        "IsEqualTo, item:Body, x, NoError",
        "IsGreaterThan, item:Body, x, ErrorUnsupportedPathForQuery",
        "Contains, item:Body, x, NoError",
        "IsEqualTo, calendar:Duration, PT1H, ErrorUnsupportedPathForQuery",
        "IsEqualTo, item:Size, big, ErrorInvalidValueForProperty",
        "IsEqualTo, item:DateTimeReceived, today, ErrorInvalidValueForProperty",
        "IsEqualTo, item:Importance, Highest, ErrorInvalidValueForProperty",
        "IsEqualTo, message:IsRead, perhaps, ErrorInvalidValueForProperty",
        "Contains, item:Size, 1, ErrorContainsFilterWrongType",
        "Contains, message:IsRead, t, ErrorContainsFilterWrongType",
        "Exists, message:IsRead, -, ErrorInvalidPropertyForExists",
        "Exists, item:IsFromMe, -, ErrorInvalidPropertyForExists",
        "Exists, item:Subject, -, NoError",
        "IsEqualTo, task:PercentComplete, 50, NoError",
    })
    void searchesForWhatAPropertyCanBe(String expression, String uri, String value, String code) {
        assertThat(search(constant(expression, uri, value))).isEqualTo(code);
    }

    @Test
    void sortsAndGroupsByWhatHasAnOrder() {
        for (String uri : List.of(
                "item:Body",
                "contacts:PhoneNumbers",
                "item:EffectiveRights",
                "item:BlockStatus",
                "item:HasBlockedImages")) {
            assertThat(search("<m:SortOrder><t:FieldOrder Order=\"Ascending\">" + uri(uri)
                            + "</t:FieldOrder></m:SortOrder>"))
                    .as(uri)
                    .isEqualTo("ErrorUnsupportedPathForSortGroup");
        }
    }
}
