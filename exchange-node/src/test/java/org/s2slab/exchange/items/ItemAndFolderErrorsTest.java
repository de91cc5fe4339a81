package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.subjects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.xml.XmlElement;

/** The response codes of requests on folders that are gone, of folders of a type, and of what cannot be sent. */
class ItemAndFolderErrorsTest {
    private static final String TO_BERT = "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress>"
            + "</t:Mailbox></t:ToRecipients>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String create(String parent, String element, String folderClass, String name) {
        return "<m:CreateFolder><m:ParentFolderId>" + parent + "</m:ParentFolderId><m:Folders><t:" + element + ">"
                + folderClass + "<t:DisplayName>" + name + "</t:DisplayName></t:" + element
                + "></m:Folders></m:CreateFolder>";
    }

    /** The id of a folder that was deleted. */
    private static String gone() {
        XmlElement made = done(mailbox.anna, create(folder("inbox"), "Folder", "", "gone"))
                .find("FolderId")
                .orElseThrow();
        done(
                mailbox.anna,
                "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>" + id(made)
                        + "</m:FolderIds></m:DeleteFolder>");
        return id(made);
    }

    private static String to(String operation, String target, String list, String id) {
        return "<m:" + operation + "><m:ToFolderId>" + target + "</m:ToFolderId><m:" + list + ">" + id + "</m:" + list
                + "></m:" + operation + ">";
    }

    private static String refused(String body) {
        XmlElement answer = only(mailbox.anna, body);
        assertThat(answer.attribute("ResponseClass")).hasValue("Error");
        return code(answer);
    }

    @Test
    void createsNoFolderBelowOneThatIsGone() {
        String gone = gone();
        String path = "<m:CreateFolderPath><m:ParentFolderId>" + gone + "</m:ParentFolderId><m:RelativeFolderPath>"
                + "<t:Folder><t:DisplayName>a</t:DisplayName></t:Folder></m:RelativeFolderPath></m:CreateFolderPath>";
        assertThat(refused(create(gone, "Folder", "", "a"))).isEqualTo("ErrorParentFolderNotFound");
        assertThat(refused(path)).isEqualTo("ErrorParentFolderNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MoveItem", "CopyItem", "MoveFolder", "CopyFolder"})
    void movesAndCopiesNothingIntoAFolderThatIsGone(String operation) {
        boolean item = operation.endsWith("Item");
        XmlElement given = item
                ? message(mailbox.anna, "drafts", operation)
                : done(mailbox.anna, create(folder("drafts"), "Folder", "", operation))
                        .find("FolderId")
                        .orElseThrow();
        String list = item ? "ItemIds" : "FolderIds";
        assertThat(refused(to(operation, gone(), list, id(given)))).isEqualTo("ErrorToFolderNotFound");
        done(mailbox.anna, to(operation, folder("notes"), list, id(given)));
    }

    @Test
    void movesNoDistinguishedFolder() {
        String move = to("MoveFolder", folder("inbox"), "FolderIds", folder("drafts"));
        assertThat(refused(move)).isEqualTo("ErrorMoveDistinguishedFolder");
    }

    @ParameterizedTest
    @CsvSource({"CalendarFolder, IPF.Appointment", "ContactsFolder, IPF.Contact", "TasksFolder, IPF.Task"})
    void createsFoldersOfATypeUnderTheirOwnClassOnly(String element, String own) {
        for (String other : new String[] {"IPF.Note", own + ".Mine"}) {
            String given = "<t:FolderClass>" + other + "</t:FolderClass>";
            assertThat(refused(create(folder("msgfolderroot"), element, given, "typed " + element)))
                    .isEqualTo("ErrorNoFolderClassOverride");
        }
        String same = "<t:FolderClass>" + own + "</t:FolderClass>";
        done(mailbox.anna, create(folder("msgfolderroot"), element, same, "typed " + element));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SaveOnly", "SendAndSaveCopy"})
    void savesNoNewItemInAFolderThatIsGone(String disposition) {
        String request = "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:SavedItemFolderId>" + gone()
                + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>new " + disposition + "</t:Subject>" + TO_BERT
                + "</t:Message></m:Items></m:CreateItem>";
        assertThat(refused(request)).isEqualTo("ErrorSavedItemFolderNotFound");
        assertThat(subjects(mailbox.bert, "inbox")).doesNotContain("new " + disposition);
    }

    /** As the tests of exchangelib see it. */
    @Test
    void tellsWhichFolderIsThereAlready() {
        done(mailbox.anna, create(folder("inbox"), "Folder", "", "TWICE"));
        XmlElement answer = only(mailbox.anna, create(folder("inbox"), "Folder", "", "twice"));
        assertThat(code(answer)).isEqualTo("ErrorFolderExists");
        assertThat(answer.childText("MessageText").orElse("")).contains("Could not create folder 'twice'");
    }

    @ParameterizedTest
    @CsvSource({"IPF.Note.Other, ErrorObjectTypeChanged", "IPF.Task, ErrorObjectTypeChanged", "IPF.Note, NoError"})
    void keepsTheClassOfAFolder(String other, String code) {
        String made = done(
                        mailbox.anna,
                        create(folder("inbox"), "Folder", "<t:FolderClass>IPF.Note</t:FolderClass>", "of " + other))
                .find("FolderId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        String update = "<m:UpdateFolder><m:FolderChanges><t:FolderChange><t:FolderId Id=\"" + made
                + "\"/><t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:FolderClass\"/><t:Folder>"
                + "<t:FolderClass>" + other + "</t:FolderClass></t:Folder></t:SetFolderField></t:Updates>"
                + "</t:FolderChange></m:FolderChanges></m:UpdateFolder>";
        assertThat(code(only(mailbox.anna, update))).isEqualTo(code);
    }

    /** Real servers give these none, as the tests of exchangelib show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "root",
                "msgfolderroot",
                "directory",
                "recoverableitemsroot",
                "recoverableitemsversions",
                "recoverableitemspurges"
            })
    void givesNoClassToWhatHoldsNoMail(String name) {
        XmlElement read = done(
                        mailbox.anna,
                        "<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:FolderIds>"
                                + folder(name) + "</m:FolderIds></m:GetFolder>")
                .child("Folders")
                .orElseThrow();
        assertThat(read.find("FolderClass")).isEmpty();
        assertThat(read.find("DisplayName")
                        .map(XmlElement::text)
                        .filter("root"::equals)
                        .isPresent())
                .isEqualTo(name.equals("root"));
    }

    @Test
    void createsNoFolderWithoutAName() {
        String unnamed = create(folder("inbox"), "Folder", "", "").replace("<t:DisplayName></t:DisplayName>", "");
        assertThat(refused(unnamed)).isEqualTo("ErrorFolderSavePropertyError");
        assertThat(refused(create(folder("inbox"), "Folder", "", " "))).isEqualTo("ErrorFolderSavePropertyError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SyncFolderItems", "SyncFolderHierarchy"})
    void synchronizesNoFolderThatIsGone(String operation) {
        boolean items = operation.equals("SyncFolderItems");
        String shape = items ? "ItemShape" : "FolderShape";
        String request = "<m:" + operation + "><m:" + shape + "><t:BaseShape>IdOnly</t:BaseShape></m:" + shape
                + "><m:SyncFolderId>" + gone() + "</m:SyncFolderId>"
                + (items ? "<m:MaxChangesReturned>9</m:MaxChangesReturned>" : "") + "</m:" + operation + ">";
        assertThat(refused(request)).isEqualTo("ErrorSyncFolderNotFound");
    }

    @Test
    void pagesACalendarByNumbersOnly() {
        String search = "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                + "<m:SeekToConditionPageItemView BasePoint=\"Beginning\"><t:Condition><t:Exists>"
                + "<t:FieldURI FieldURI=\"item:Subject\"/></t:Exists></t:Condition></m:SeekToConditionPageItemView>"
                + "<m:ParentFolderIds>%s</m:ParentFolderIds></m:FindItem>";
        assertThat(refused(search.formatted(folder("calendar")))).isEqualTo("ErrorCalendarSeekToConditionNotSupported");
        done(mailbox.anna, search.formatted(folder("inbox")));
    }

    private static String send(boolean keeps, String saved, XmlElement id) {
        return "<m:SendItem SaveItemToFolder=\"" + keeps + "\"><m:ItemIds>" + id(id) + "</m:ItemIds>"
                + "<m:SavedItemFolderId>" + saved + "</m:SavedItemFolderId></m:SendItem>";
    }

    @Test
    void sendsADraftOnlyWithAFolderThatIsThereAndIsUsed() {
        XmlElement draft =
                saved(mailbox.anna, "drafts", "<t:Message><t:Subject>draft</t:Subject>" + TO_BERT + "</t:Message>");
        assertThat(refused(send(true, gone(), draft))).isEqualTo("ErrorSavedItemFolderNotFound");
        assertThat(refused(send(false, folder("inbox"), draft))).isEqualTo("ErrorInvalidSendItemSaveSettings");
        assertThat(subjects(mailbox.bert, "inbox")).doesNotContain("draft");
        done(mailbox.anna, send(true, folder("inbox"), draft));
        assertThat(subjects(mailbox.bert, "inbox")).contains("draft");
    }

    @ParameterizedTest
    @CsvSource({"contacts, Contact", "tasks, Task", "inbox, PostItem"})
    void sendsMessagesOnly(String place, String element) {
        XmlElement item = saved(
                mailbox.anna, place, "<t:" + element + "><t:Subject>" + element + "</t:Subject></t:" + element + ">");
        assertThat(refused(send(true, folder("sentitems"), item))).isEqualTo("ErrorInvalidItemForOperationSendItem");
    }

    @Test
    void changesAndDeletesAMeetingOnlyWithWhomToTell() {
        XmlElement meeting = done(
                        mailbox.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>"
                                + "<t:Subject>Budget</t:Subject><t:Start>2030-03-04T09:00:00Z</t:Start>"
                                + "<t:End>2030-03-04T10:00:00Z</t:End>"
                                + MeetingCalls.attendees("RequiredAttendees", "bert")
                                + "</t:CalendarItem></m:Items></m:CreateItem>")
                .find("ItemId")
                .orElseThrow();
        String update = MailboxCalls.set(
                meeting,
                MailboxCalls.field("item:Subject"),
                "<t:CalendarItem><t:Subject>Budgets</t:Subject></t:CalendarItem>");
        String told = " SendMeetingInvitationsOrCancellations=\"SendToNone\"";
        assertThat(update).contains(told);
        assertThat(refused(update.replace(told, ""))).isEqualTo("ErrorSendMeetingInvitationsOrCancellationsRequired");
        String delete =
                "<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds>" + id(meeting) + "</m:ItemIds></m:DeleteItem>";
        assertThat(refused(delete)).isEqualTo("ErrorSendMeetingCancellationsRequired");
        assertThat(subjects(mailbox.anna, "calendar")).contains("Budget");
        done(mailbox.anna, update);
        String silent = delete.replace(" DeleteType", " SendMeetingCancellations=\"SendToNone\" DeleteType");
        done(mailbox.anna, silent);
    }
}
