package org.s2slab.exchange.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** SyncFolderItems and SyncFolderHierarchy as MS-OXWSSYNC describes them. Each test uses folders of its own. */
class SyncRequirementsTest {
    private static final String ID_ONLY = "<t:BaseShape>IdOnly</t:BaseShape>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private static String items(String folder, String shape, String state, String more) {
        return "<m:SyncFolderItems><m:ItemShape>" + shape + "</m:ItemShape><m:SyncFolderId>" + folder
                + "</m:SyncFolderId>" + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>") + more
                + "</m:SyncFolderItems>";
    }

    private static String most(int number) {
        return "<m:MaxChangesReturned>" + number + "</m:MaxChangesReturned>";
    }

    private static XmlElement sync(EwsCalls who, String folder, String state) {
        return done(who, items(folder(folder), ID_ONLY, state, most(100)));
    }

    private static String hierarchy(String shape, String folder, String state) {
        return "<m:SyncFolderHierarchy><m:FolderShape>" + shape + "</m:FolderShape>"
                + (folder.isEmpty() ? "" : "<m:SyncFolderId>" + folder + "</m:SyncFolderId>")
                + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>") + "</m:SyncFolderHierarchy>";
    }

    private static String state(XmlElement message) {
        String state = message.childText("SyncState").orElseThrow();
        assertThat(Base64.getDecoder().decode(state)).isNotEmpty();
        return state;
    }

    private static List<XmlElement> changes(XmlElement message) {
        return message.child("Changes").orElseThrow().children();
    }

    /** The one change, which is of this kind; what changed. */
    private static XmlElement change(XmlElement message, String kind) {
        assertThat(changes(message)).extracting(XmlElement::name).containsExactly(kind);
        return changes(message).get(0).children().get(0);
    }

    private void update(EwsCalls who, XmlElement id, String element) {
        done(
                who,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\""
                        + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange><t:ItemId Id=\""
                        + idOf(id) + "\"/><t:Updates><t:SetItemField><t:FieldURI FieldURI=\"item:Categories\"/><t:"
                        + element + "><t:Categories><t:String>Red</t:String></t:Categories></t:" + element
                        + "></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    private void delete(EwsCalls who, XmlElement id) {
        done(
                who,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\""
                        + " AffectedTaskOccurrences=\"AllOccurrences\"><m:ItemIds><t:ItemId Id=\"" + idOf(id)
                        + "\"/></m:ItemIds></m:DeleteItem>");
    }

    @ParameterizedTest
    @CsvSource({
        "outbox, Message, <t:Message/>",
        "calendar, CalendarItem, <t:CalendarItem><t:Start>2026-12-01T10:00:00Z</t:Start><t:End>2026-12-01T11:00:00Z</t:End></t:CalendarItem>",
        "contacts, Contact, <t:Contact/>",
        "contacts, DistributionList, <t:DistributionList/>",
        "tasks, Task, <t:Task/>",
        "junkemail, PostItem, <t:PostItem/>",
        "notes, Message, <t:Item/>"
    })
    @Requirements(
            "SYNC R504 R131 R132 R134 R151 R1571 R1572 R1591 R1592 R1611 R1612 R1631 R1632 R1731 R1732 R1751 R1752"
                    + " R184 R65 R70 R380 R381 R3831 R3832 R37811 R37811002 R37811004")
    void tellsOfItemsOfEachKind(String place, String element, String given) {
        String before = state(sync(mailbox.anna, place, ""));
        XmlElement id = saved(mailbox.anna, place, given);
        XmlElement made = sync(mailbox.anna, place, before);
        XmlElement created = change(made, "Create");
        assertThat(created.name()).isEqualTo(element);
        assertThat(created.child("ItemId").map(SyncRequirementsTest::idOf)).hasValue(idOf(id));
        update(mailbox.anna, id, element);
        XmlElement changed = sync(mailbox.anna, place, state(made));
        XmlElement updated = change(changed, "Update");
        assertThat(updated.name()).isEqualTo(element);
        assertThat(updated.child("ItemId").map(SyncRequirementsTest::idOf)).hasValue(idOf(id));
        delete(mailbox.anna, id);
        XmlElement gone = sync(mailbox.anna, place, state(changed));
        assertThat(idOf(change(gone, "Delete"))).isEqualTo(idOf(id));
        assertThat(changes(sync(mailbox.anna, place, state(gone)))).isEmpty();
    }

    /** Anna invites Bert, who accepts, and cancels the meeting. */
    @Test
    @Requirements("SYNC R1671 R1672 R1691 R1692 R1711 R1712")
    void tellsOfMessagesAboutMeetings() {
        String bert = state(sync(mailbox.bert, "inbox", ""));
        String anna = state(sync(mailbox.anna, "inbox", ""));
        XmlElement meeting = MailboxCalls.item(
                        done(
                                mailbox.anna,
                                "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:Items><t:CalendarItem>"
                                        + "<t:Subject>M</t:Subject><t:Start>2026-12-02T10:00:00Z</t:Start><t:End>2026-12-02T11:00:00Z</t:End>"
                                        + "<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress>"
                                        + "</t:Mailbox></t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
        XmlElement request = arrived(mailbox.bert, bert, "MeetingRequest");
        done(
                mailbox.bert,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:AcceptItem><t:ReferenceItemId Id=\""
                        + idOf(request) + "\"/></t:AcceptItem></m:Items></m:CreateItem>");
        arrived(mailbox.anna, anna, "MeetingResponse");
        String later = state(sync(mailbox.bert, "inbox", ""));
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToAllAndSaveCopy\"><m:ItemIds>"
                        + "<t:ItemId Id=\"" + idOf(meeting) + "\"/></m:ItemIds></m:DeleteItem>");
        arrived(mailbox.bert, later, "MeetingCancellation");
    }

    private XmlElement arrived(EwsCalls who, String state, String element) {
        XmlElement made = sync(who, "inbox", state);
        XmlElement id = changes(made).stream()
                .filter(change -> change.name().equals("Create"))
                .map(change -> change.children().get(0))
                .filter(item -> item.name().equals(element))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .orElseThrow();
        update(who, id, element);
        assertThat(change(sync(who, "inbox", state(made)), "Update").name()).isEqualTo(element);
        return id;
    }

    @Test
    @Requirements("SYNC R136 R194 R195 R1951 R1952")
    void tellsOfAReadFlagByItself() {
        XmlElement id = message(mailbox.anna, "sentitems", "read");
        String before = state(sync(mailbox.anna, "sentitems", ""));
        for (String read : List.of("false", "true")) {
            done(
                    mailbox.anna,
                    "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><m:ItemChanges>"
                            + "<t:ItemChange><t:ItemId Id=\"" + idOf(id) + "\"/><t:Updates><t:SetItemField>"
                            + "<t:FieldURI FieldURI=\"message:IsRead\"/><t:Message><t:IsRead>" + read
                            + "</t:IsRead></t:Message></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
            XmlElement answer = sync(mailbox.anna, "sentitems", before);
            assertThat(changes(answer)).extracting(XmlElement::name).containsExactly("ReadFlagChange");
            assertThat(changes(answer).get(0).child("ItemId").map(SyncRequirementsTest::idOf))
                    .hasValue(idOf(id));
            assertThat(text(changes(answer).get(0), "IsRead")).isEqualTo(read);
            before = state(answer);
        }
    }

    @Test
    @Requirements("SYNC R382 R67 R6701 R6702 R388 R389 R3891")
    void returnsNoMoreChangesThanWanted() {
        for (int i = 0; i < 3; i++) {
            message(mailbox.anna, "deleteditems", "number " + i);
        }
        XmlElement first = done(mailbox.anna, items(folder("deleteditems"), ID_ONLY, "", most(2)));
        assertThat(changes(first)).hasSize(2);
        assertThat(text(first, "IncludesLastItemInRange")).isEqualTo("false");
        XmlElement second = done(mailbox.anna, items(folder("deleteditems"), ID_ONLY, state(first), most(2)));
        assertThat(changes(second)).hasSize(1);
        assertThat(text(second, "IncludesLastItemInRange")).isEqualTo("true");
        for (int allowed : List.of(1, 512)) {
            done(mailbox.anna, items(folder("deleteditems"), ID_ONLY, "", most(allowed)));
        }
        XmlElement all = done(mailbox.anna, items(folder("deleteditems"), ID_ONLY, "", most(512)));
        assertThat(changes(all))
                .extracting(XmlElement::name)
                .containsOnly("Create")
                .hasSize(3);
    }

    @Test
    @Requirements("SYNC R385 R3851 R3852 R3861 R3862 R401")
    void skipsTheItemsOfTheIgnoreList() {
        XmlElement skipped = message(mailbox.anna, "journal", "skipped");
        XmlElement other = message(mailbox.anna, "journal", "other");
        XmlElement answer = done(
                mailbox.anna,
                items(
                        folder("journal"),
                        ID_ONLY,
                        "",
                        "<m:Ignore><t:ItemId Id=\"" + idOf(skipped) + "\"/></m:Ignore>" + most(9)));
        assertThat(idOf(change(answer, "Create").child("ItemId").orElseThrow())).isEqualTo(idOf(other));
        assertThat(changes(done(mailbox.anna, items(folder("journal"), ID_ONLY, "", most(9)))))
                .hasSize(2);
    }

    @Test
    @Requirements("SYNC R391 R39223 R39224 R347 R348 R37811008")
    void returnsAssociatedItemsOnlyInTheirScope() {
        XmlElement made = MailboxCalls.item(
                done(
                        mailbox.anna,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>"
                                + folder("conversationhistory")
                                + "</m:SavedItemFolderId><m:Items><t:Message><t:IsAssociated>true</t:IsAssociated></t:Message></m:Items></m:CreateItem>"));
        assertThat(made.child("ItemId")).isPresent();
        for (String scope : List.of("", "<m:SyncScope>NormalItems</m:SyncScope>")) {
            assertThat(changes(done(mailbox.anna, items(folder("conversationhistory"), ID_ONLY, "", most(9) + scope))))
                    .isEmpty();
        }
        String both = "<m:SyncScope>NormalAndAssociatedItems</m:SyncScope>";
        change(done(mailbox.anna, items(folder("conversationhistory"), ID_ONLY, "", most(9) + both)), "Create");
    }

    @Test
    @Requirements("SYNC R378 R3781 R3782 R3783 R37814 R37815 R1185 R1197 R1234 R59 R61 R62")
    void showsItemsInTheShapeAskedFor() {
        saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>s</t:Subject><t:Importance>High</t:Importance></t:Message>");
        XmlElement id = shown("<t:BaseShape>IdOnly</t:BaseShape>");
        assertThat(id.children()).extracting(XmlElement::name).containsExactly("ItemId");
        XmlElement standard = shown("<t:BaseShape>Default</t:BaseShape>");
        assertThat(standard.child("Subject")).isPresent();
        assertThat(standard.child("Importance")).isEmpty();
        assertThat(shown("<t:BaseShape>AllProperties</t:BaseShape>").childText("Importance"))
                .hasValue("High");
        XmlElement more = shown(ID_ONLY
                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:Importance\"/></t:AdditionalProperties>");
        assertThat(more.children()).extracting(XmlElement::name).containsExactly("ItemId", "Importance");
    }

    private XmlElement shown(String shape) {
        return change(done(mailbox.anna, items(folder("drafts"), shape, "", most(1))), "Create");
    }

    @Test
    @Requirements("SYNC R3787 R1188")
    void givesNoMimeContent() {
        assertThat(code(only(
                        mailbox.anna,
                        items(
                                folder("tasks"),
                                ID_ONLY + "<t:IncludeMimeContent>true</t:IncludeMimeContent>",
                                "",
                                most(1)))))
                .isEqualTo("ErrorInvalidPropertyForOperation");
    }

    @Test
    @Requirements("SYNC R37801 R37802 R1194")
    void takesScriptsOutOfBodiesOnlyWhereAsked() {
        saved(
                mailbox.bert,
                "drafts",
                "<t:Message><t:Body BodyType=\"HTML\">&lt;p&gt;a&lt;/p&gt;&lt;script&gt;evil()&lt;/script&gt;"
                        + "&lt;img src=\"http://beacon.example/1\"/&gt;</t:Body></t:Message>");
        for (boolean filter : List.of(true, false)) {
            String shape = ID_ONLY + "<t:FilterHtmlContent>" + filter
                    + "</t:FilterHtmlContent><t:AdditionalProperties><t:FieldURI FieldURI=\"item:Body\"/></t:AdditionalProperties>";
            String body =
                    text(change(done(mailbox.bert, items(folder("drafts"), shape, "", most(9))), "Create"), "Body");
            assertThat(body.contains("evil")).isEqualTo(!filter);
            assertThat(body.contains("beacon")).isEqualTo(!filter);
        }
    }

    @Test
    @Requirements("SYNC R518 R5188")
    void refusesAStateThatIsNone() {
        assertThat(code(only(mailbox.anna, items(folder("inbox"), ID_ONLY, "AAAA", most(1)))))
                .isEqualTo("ErrorInvalidSyncStateData");
        assertThat(code(only(mailbox.anna, hierarchy(ID_ONLY, "", "AAAA")))).isEqualTo("ErrorInvalidSyncStateData");
    }

    @ParameterizedTest
    @CsvSource({
        "Folder, <t:Folder><t:DisplayName>N1</t:DisplayName></t:Folder>",
        "CalendarFolder, <t:CalendarFolder><t:DisplayName>N2</t:DisplayName></t:CalendarFolder>",
        "ContactsFolder, <t:ContactsFolder><t:DisplayName>N3</t:DisplayName></t:ContactsFolder>",
        "TasksFolder, <t:TasksFolder><t:DisplayName>N4</t:DisplayName></t:TasksFolder>",
        "SearchFolder, '<t:SearchFolder><t:DisplayName>N5</t:DisplayName><t:SearchParameters Traversal=\"Deep\"><t:Restriction>"
                + "<t:Exists><t:FieldURI FieldURI=\"item:Subject\"/></t:Exists></t:Restriction><t:BaseFolderIds>"
                + "<t:DistinguishedFolderId Id=\"inbox\"/></t:BaseFolderIds></t:SearchParameters></t:SearchFolder>'"
    })
    @Requirements(
            "SYNC R503 R84 R85 R87 R10010 R10020 R1021 R1022 R1041 R1042 R1061 R1062 R1081 R1082 R117 R44 R4601 R49"
                    + " R259 R2601 R261 R2631 R37811002")
    void tellsOfFoldersOfEachKind(String element, String given) {
        String root = folder("msgfolderroot");
        String before = state(done(mailbox.bert, hierarchy(ID_ONLY, root, "")));
        XmlElement id = done(
                        mailbox.bert,
                        "<m:CreateFolder><m:ParentFolderId>" + folder("inbox") + "</m:ParentFolderId><m:Folders>"
                                + given + "</m:Folders></m:CreateFolder>")
                .at("Folders", element, "FolderId")
                .orElseThrow();
        XmlElement made = done(mailbox.bert, hierarchy(ID_ONLY, root, before));
        assertThat(text(made, "IncludesLastFolderInRange")).isEqualTo("true");
        XmlElement created = change(made, "Create");
        assertThat(created.name()).isEqualTo(element);
        assertThat(created.child("FolderId").map(SyncRequirementsTest::idOf)).hasValue(idOf(id));
        done(
                mailbox.bert,
                "<m:UpdateFolder><m:FolderChanges><t:FolderChange><t:FolderId Id=\"" + idOf(id)
                        + "\"/><t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:DisplayName\"/><t:" + element
                        + "><t:DisplayName>renamed " + element + "</t:DisplayName></t:" + element
                        + "></t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>");
        XmlElement changed = done(mailbox.bert, hierarchy(ID_ONLY, root, state(made)));
        assertThat(change(changed, "Update").name()).isEqualTo(element);
        done(
                mailbox.bert,
                "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds><t:FolderId Id=\"" + idOf(id)
                        + "\"/></m:FolderIds></m:DeleteFolder>");
        XmlElement gone = done(mailbox.bert, hierarchy(ID_ONLY, root, state(changed)));
        assertThat(idOf(change(gone, "Delete"))).isEqualTo(idOf(id));
    }

    @Test
    @Requirements("SYNC R262 R2602 R2632 R460 R257 R2571 R2572 R2573 R2574 R2575 R1171")
    void showsAllFoldersInTheShapeAskedFor() {
        XmlElement answer = mailbox.anna.call(hierarchy(ID_ONLY, "", ""));
        assertThat(answer.child("ResponseMessages").orElseThrow().children())
                .extracting(XmlElement::name)
                .containsExactly("SyncFolderHierarchyResponseMessage");
        XmlElement ids = done(mailbox.anna, hierarchy(ID_ONLY, "", ""));
        assertThat(changes(ids))
                .extracting(XmlElement::name)
                .containsOnly("Create")
                .hasSizeGreaterThan(10);
        assertThat(changes(ids).get(0).children().get(0).children())
                .extracting(XmlElement::name)
                .containsExactly("FolderId");
        XmlElement standard = changes(done(mailbox.anna, hierarchy("<t:BaseShape>Default</t:BaseShape>", "", "")))
                .get(0)
                .children()
                .get(0);
        assertThat(standard.child("DisplayName")).isPresent();
        assertThat(standard.child("ParentFolderId")).isEmpty();
        assertThat(changes(done(mailbox.anna, hierarchy("<t:BaseShape>AllProperties</t:BaseShape>", "", "")))
                        .get(0)
                        .children()
                        .get(0)
                        .child("ParentFolderId"))
                .isPresent();
        String more = ID_ONLY
                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"folder:DisplayName\"/></t:AdditionalProperties>";
        assertThat(changes(done(mailbox.anna, hierarchy(more, "", "")))
                        .get(0)
                        .children()
                        .get(0)
                        .children())
                .extracting(XmlElement::name)
                .containsExactly("FolderId", "DisplayName");
    }
}
