package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.update;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** The operations on items as MS-OXWSCORE describes them. */
class ItemOperationRequirementsTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private static String ids(XmlElement... ids) {
        StringBuilder list = new StringBuilder("<m:ItemIds>");
        for (XmlElement id : ids) {
            list.append(MailboxCalls.id(id));
        }
        return list.append("</m:ItemIds>").toString();
    }

    @Test
    @Requirements("CORE R216 R258 R298 R299 R2169 R2170 R2171 R2172 R1037b R215 R346 R387 R1039 R118 R1020 R1021b")
    void createsAndGetsSeveralItemsAtOnce() {
        String create = "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + folder("notes")
                + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>one</t:Subject></t:Message><t:Contact/>"
                + "<t:Item><t:Subject>two</t:Subject></t:Item></m:Items></m:CreateItem>";
        List<XmlElement> answers = mailbox.anna.messages(create);
        assertThat(answers).extracting(XmlElement::name).containsOnly("CreateItemResponseMessage");
        assertThat(answers)
                .extracting(answer -> answer.attribute("ResponseClass").orElseThrow() + " " + code(answer))
                .containsExactly(
                        "Success NoError", "Error ErrorCannotCreateContactInNonContactFolder", "Success NoError");
        assertThat(subjects(mailbox.anna, "notes")).containsExactlyInAnyOrder("one", "two");
        XmlElement one = MailboxCalls.item(answers.get(0)).child("ItemId").orElseThrow();
        XmlElement two = MailboxCalls.item(answers.get(2)).child("ItemId").orElseThrow();
        List<XmlElement> got =
                mailbox.anna.messages("<m:GetItem><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                        + ids(two, one) + "</m:GetItem>");
        assertThat(got).extracting(XmlElement::name).containsOnly("GetItemResponseMessage");
        assertThat(got)
                .extracting(answer -> text(MailboxCalls.item(answer), "Subject"))
                .containsExactly("two", "one");
        assertThat(got).extracting(answer -> MailboxCalls.item(answer).name()).containsOnly("Message");
    }

    @ParameterizedTest
    @CsvSource({"HardDelete, ''", "MoveToDeletedItems, deleteditems", "SoftDelete, recoverableitemsdeletions"})
    @Requirements("CORE R217 R303 R341 R343 R1667 R1668 R1669 R78b R79b R80b R1038")
    void deletesItemsInEachWay(String type, String lands) {
        XmlElement id = message(mailbox.anna, "inbox", "deleted by " + type);
        String delete = "<m:DeleteItem DeleteType=\"" + type + "\">" + ids(id) + "</m:DeleteItem>";
        assertThat(done(mailbox.anna, delete).name()).isEqualTo("DeleteItemResponseMessage");
        for (String place : List.of("inbox", "deleteditems", "recoverableitemsdeletions")) {
            assertThat(subjects(mailbox.anna, place).contains("deleted by " + type))
                    .isEqualTo(place.equals(lands));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MoveItem", "CopyItem"})
    @Requirements("CORE R219 R388 R220 R221 R45 R1600 R46 R1601 R1056b R1057b")
    void movesAndCopiesItems(String operation) {
        XmlElement one = message(mailbox.anna, "outbox", operation + " one");
        XmlElement two = message(mailbox.anna, "outbox", operation + " two");
        List<XmlElement> answers = mailbox.anna.messages("<m:" + operation + "><m:ToFolderId>" + folder("journal")
                + "</m:ToFolderId>" + ids(one, two) + "</m:" + operation + ">");
        assertThat(answers)
                .extracting(XmlElement::name)
                .containsOnly(operation + "ResponseMessage")
                .hasSize(2);
        assertThat(subjects(mailbox.anna, "journal")).contains(operation + " one", operation + " two");
        assertThat(subjects(mailbox.anna, "outbox").contains(operation + " one"))
                .isEqualTo(operation.equals("CopyItem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MoveItem", "CopyItem"})
    void movesAndCopiesNothingIntoRecoverableItems(String operation) {
        XmlElement id = message(mailbox.anna, "outbox", operation + " kept");
        String request = "<m:" + operation + "><m:ToFolderId>" + folder("recoverableitemsdeletions") + "</m:ToFolderId>"
                + ids(id) + "</m:" + operation + ">";
        assertThat(code(only(mailbox.anna, request))).isEqualTo("ErrorMoveCopyFailed");
        assertThat(subjects(mailbox.anna, "outbox")).contains(operation + " kept");
        assertThat(subjects(mailbox.anna, "recoverableitemsdeletions")).doesNotContain(operation + " kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", ""})
    @Requirements("CORE R47 R1230 R2011")
    void returnsTheIdsOfNewItemsWhateverIsWanted(String expected) {
        XmlElement id = message(mailbox.anna, "outbox", "returned " + expected);
        XmlElement answer = done(
                mailbox.anna,
                "<m:CopyItem><m:ToFolderId>" + folder("journal") + "</m:ToFolderId>" + ids(id)
                        + (expected.isEmpty() ? "" : "<m:ReturnNewItemIds>" + expected + "</m:ReturnNewItemIds>")
                        + "</m:CopyItem>");
        assertThat(answer.tree()).extracting(XmlElement::name).contains("ItemId");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Requirements("CORE R424 R1788 R55 R56 R462 R463 R465 R1648 R1649 R1041")
    void sendsItemsAndKeepsACopyWhereWanted(boolean keeps) {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>kept " + keeps + "</t:Subject><t:ToRecipients><t:Mailbox>"
                        + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message>");
        XmlElement answer = done(
                mailbox.anna,
                "<m:SendItem SaveItemToFolder=\"" + keeps + "\">" + ids(id)
                        + (keeps ? "<m:SavedItemFolderId>" + folder("notes") + "</m:SavedItemFolderId>" : "")
                        + "</m:SendItem>");
        assertThat(answer.name()).isEqualTo("SendItemResponseMessage");
        assertThat(subjects(mailbox.bert, "inbox")).contains("kept " + keeps);
        assertThat(subjects(mailbox.anna, "notes").contains("kept " + keeps)).isEqualTo(keeps);
        assertThat(subjects(mailbox.anna, "drafts")).doesNotContain("kept " + keeps);
    }

    @ParameterizedTest
    @CsvSource({
        "drafts, Item, Item",
        "drafts, Message, Message",
        "calendar, CalendarItem, CalendarItem",
        "contacts, Contact, Contact",
        "contacts, DistributionList, DistributionList",
        "tasks, Task, Task",
        "inbox, PostItem, PostItem"
    })
    @Requirements(
            "CORE R218 R466 R515 R538 R547 R550 R555 R556 R557 R561 R566 R567 R568 R569 R570 R575 R576 R524 R525 R526 R527 R528"
                    + " R533 R534 R61 R65 R1040b R582")
    void appendsSetsAndDeletesPropertiesOfEachKind(String place, String made, String element) {
        XmlElement id = saved(
                mailbox.anna,
                place,
                "<t:" + made
                        + "><t:Body BodyType=\"Text\">a</t:Body><t:Categories><t:String>Red</t:String></t:Categories></t:"
                        + made + ">");
        XmlElement answer = done(
                mailbox.anna,
                update(
                        id,
                        "<t:AppendToItemField>" + field("item:Body") + "<t:" + element
                                + "><t:Body BodyType=\"Text\">b</t:Body></t:"
                                + element + "></t:AppendToItemField><t:SetItemField>" + field("item:Subject") + "<t:"
                                + element
                                + "><t:Subject>set</t:Subject></t:" + element + "></t:SetItemField><t:DeleteItemField>"
                                + field("item:Categories") + "</t:DeleteItemField>"));
        assertThat(answer.name()).isEqualTo("UpdateItemResponseMessage");
        assertThat(text(answer, "ConflictResults", "Count")).isEqualTo("0");
        XmlElement read = get(mailbox.anna, id);
        assertThat(text(read, "Body").replaceAll("\\s", "")).isEqualTo("ab");
        assertThat(text(read, "Subject")).isEqualTo("set");
        assertThat(read.child("Categories")).isEmpty();
    }

    @Test
    @Requirements("CORE R335b")
    void changesOnePropertyAtATime() {
        String two = "<t:Message><t:Subject>a</t:Subject><t:Importance>High</t:Importance></t:Message>";
        assertThat(code(only(mailbox.anna, set(message(mailbox.anna, "drafts", "x"), field("item:Subject"), two))))
                .isEqualTo("ErrorIncorrectUpdatePropertyCount");
    }

    @ParameterizedTest
    @CsvSource({"AlwaysOverwrite, NoError", "AutoResolve, NoError", "NeverOverwrite, ErrorIrresolvableConflict"})
    @Requirements("CORE R582 R583 R584 R588")
    void resolvesConflictsAsTheRequestSays(String resolution, String code) {
        XmlElement old = message(mailbox.anna, "drafts", "first");
        String subject = "<t:Message><t:Subject>%s</t:Subject></t:Message>";
        // What nobody else changed, AutoResolve overwrites.
        done(
                mailbox.anna,
                resolution.equals("AutoResolve")
                        ? set(old, field("item:Importance"), "<t:Message><t:Importance>High</t:Importance></t:Message>")
                        : set(old, field("item:Subject"), subject.formatted("second")));
        String late = set(old, field("item:Subject"), subject.formatted("third"))
                .replace("AlwaysOverwrite", resolution)
                .replace("<t:ItemId Id=\"" + idOf(old) + "\"/>", MailboxCalls.id(old));
        assertThat(code(only(mailbox.anna, late))).isEqualTo(code);
        assertThat(text(get(mailbox.anna, old), "Subject")).isEqualTo(code.equals("NoError") ? "third" : "second");
    }

    @Test
    @Requirements("CORE R1157 R1166 R2177 R2179 R2181 R105401 R1054011 R1290")
    void marksAllItemsOfAFolder() {
        message(mailbox.bert, "notes", "one");
        message(mailbox.bert, "notes", "two");
        for (boolean read : List.of(false, true)) {
            XmlElement answer = done(
                    mailbox.bert,
                    "<m:MarkAllItemsAsRead><m:ReadFlag>" + read
                            + "</m:ReadFlag><m:SuppressReadReceipts>true</m:SuppressReadReceipts>" + "<m:FolderIds>"
                            + folder("notes") + "</m:FolderIds></m:MarkAllItemsAsRead>");
            assertThat(answer.name()).isEqualTo("MarkAllItemsAsReadResponseMessage");
            assertThat(find(mailbox.bert, folder("notes")))
                    .extracting(item -> text(item, "IsRead"))
                    .containsOnly(Boolean.toString(read))
                    .hasSize(2);
        }
    }

    @Test
    @Requirements("CORE R1786 R1789 R1832 R1835 R1837 R1851 R3060 R1787 R1790")
    void marksAnItemAsJunk() {
        XmlElement id = message(mailbox.bert, "drafts", "junk");
        XmlElement answer =
                done(mailbox.bert, "<m:MarkAsJunk IsJunk=\"true\" MoveItem=\"true\">" + ids(id) + "</m:MarkAsJunk>");
        assertThat(answer.name()).isEqualTo("MarkAsJunkResponseMessage");
        assertThat(subjects(mailbox.bert, "junkemail")).containsExactly("junk");
        XmlElement there =
                find(mailbox.bert, folder("junkemail")).get(0).child("ItemId").orElseThrow();
        assertThat(answer.child("MovedItemId").map(ItemOperationRequirementsTest::idOf))
                .hasValue(idOf(there));
    }

    @Test
    @Requirements(
            "CORE R386 R15 R17 R18 R62 R17b R18b R59b R61b R62b R1185 R1188 R21188 R21189 R1190b R1193 R21193 R21194 R211941 R1197b R2309 R2119413")
    void showsItemsInTheShapeAskedFor() {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>s</t:Subject><t:Body BodyType=\"HTML\">&lt;b&gt;x&lt;/b&gt;&lt;script&gt;evil()&lt;/script&gt;</t:Body>"
                        + "<t:Importance>High</t:Importance></t:Message>");
        assertThat(get(mailbox.anna, id, "<t:BaseShape>IdOnly</t:BaseShape>").children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId");
        String standard = "<t:BaseShape>Default</t:BaseShape>";
        assertThat(get(mailbox.anna, id, standard).child("Importance")).isEmpty();
        assertThat(text(get(mailbox.anna, id), "Importance")).isEqualTo("High");
        assertThat(get(mailbox.anna, id, properties("item:Importance")).children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId", "Importance");
        for (String type : List.of("Best", "HTML", "Text")) {
            XmlElement body = get(mailbox.anna, id, standard + "<t:BodyType>" + type + "</t:BodyType>")
                    .child("Body")
                    .orElseThrow();
            assertThat(body.attribute("BodyType")).hasValue(type.equals("Text") ? "Text" : "HTML");
            assertThat(body.text().contains("<b>")).isEqualTo(!type.equals("Text"));
        }
        for (boolean filter : List.of(true, false)) {
            XmlElement read = get(
                    mailbox.anna,
                    id,
                    standard + "<t:IncludeMimeContent>" + filter + "</t:IncludeMimeContent><t:FilterHtmlContent>"
                            + filter + "</t:FilterHtmlContent>");
            assertThat(text(read, "Body").contains("evil")).isEqualTo(!filter);
            assertThat(read.child("MimeContent").isPresent()).isEqualTo(filter);
        }
    }

    @Test
    @Requirements("CORE R119 R120 R143 R145 R150 R548 R549")
    void namesOccurrencesAndTheirSeries() {
        XmlElement series = saved(mailbox.anna, "calendar", """
                <t:CalendarItem><t:Subject>S</t:Subject><t:Start>2026-12-01T10:00:00Z</t:Start>\
                <t:End>2026-12-01T11:00:00Z</t:End><t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval>\
                </t:DailyRecurrence><t:NumberedRecurrence><t:StartDate>2026-12-01</t:StartDate>\
                <t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence></t:CalendarItem>""");
        String second = "<t:OccurrenceItemId RecurringMasterId=\"" + idOf(series) + "\" InstanceIndex=\"2\"/>";
        XmlElement occurrence = MailboxCalls.item(done(mailbox.anna, getItem(second)));
        assertThat(text(occurrence, "Start")).startsWith("2026-12-02");
        String master = "<t:RecurringMasterItemId OccurrenceId=\""
                + idOf(occurrence.child("ItemId").orElseThrow()) + "\"/>";
        assertThat(MailboxCalls.item(done(mailbox.anna, getItem(master)))
                        .child("ItemId")
                        .map(ItemOperationRequirementsTest::idOf))
                .hasValue(idOf(series));
        for (String id : List.of(second, master)) {
            String subject = set(
                            series,
                            field("item:Subject"),
                            "<t:CalendarItem><t:Subject>by " + (id.equals(second) ? "index" : "occurrence")
                                    + "</t:Subject></t:CalendarItem>")
                    .replaceFirst("<t:ItemId [^>]*>", id);
            done(mailbox.anna, subject);
        }
        assertThat(text(MailboxCalls.item(done(mailbox.anna, getItem(second))), "Subject"))
                .isEqualTo("by index");
        assertThat(text(get(mailbox.anna, series), "Subject")).isEqualTo("by occurrence");
    }

    private static String getItem(String id) {
        return "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>" + id
                + "</m:ItemIds></m:GetItem>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplyToItem", "ReplyAllToItem", "ForwardItem"})
    @Requirements("CORE R170 R171 R172 R174 R175 R176 R1624 R177 R1626 R179 R186")
    void repliesToAndForwardsAMessage(String element) {
        EwsCalls anna = mailbox.anna;
        done(
                anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>for " + element
                        + "</t:Subject><t:Body BodyType=\"Text\">original</t:Body><t:ToRecipients>"
                        + person("bert@contoso.com")
                        + "</t:ToRecipients></t:Message></m:Items></m:CreateItem>");
        XmlElement received = find(mailbox.bert, folder("inbox")).stream()
                .filter(item -> text(item, "Subject").equals("for " + element))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .orElseThrow();
        XmlElement made = MailboxCalls.item(done(
                        mailbox.bert,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:" + element
                                + "><t:Subject>given</t:Subject><t:ToRecipients>"
                                + person("t@example.com") + "</t:ToRecipients><t:CcRecipients>"
                                + person("c@example.com")
                                + "</t:CcRecipients><t:BccRecipients>" + person("b@example.com")
                                + "</t:BccRecipients><t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>"
                                + "<t:IsDeliveryReceiptRequested>true</t:IsDeliveryReceiptRequested>"
                                + MailboxCalls.id(received).replace("t:ItemId", "t:ReferenceItemId")
                                + "<t:NewBodyContent BodyType=\"Text\">answer</t:NewBodyContent></t:" + element
                                + "></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
        XmlElement read = get(mailbox.bert, made);
        assertThat(text(read, "Subject")).isEqualTo("given");
        assertThat(text(read, "Body")).contains("answer").contains("original");
        assertThat(text(read, "ToRecipients", "Mailbox", "EmailAddress")).isEqualTo("t@example.com");
        assertThat(text(read, "CcRecipients", "Mailbox", "EmailAddress")).isEqualTo("c@example.com");
        assertThat(text(read, "BccRecipients", "Mailbox", "EmailAddress")).isEqualTo("b@example.com");
        assertThat(text(read, "IsReadReceiptRequested")).isEqualTo("true");
        assertThat(text(read, "IsDeliveryReceiptRequested")).isEqualTo("true");
    }

    private static String person(String address) {
        return "<t:Mailbox><t:EmailAddress>" + address + "</t:EmailAddress></t:Mailbox>";
    }
}
