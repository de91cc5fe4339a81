package org.s2slab.exchange.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.s2slab.exchange.ews.Recordings;
import org.s2slab.exchange.items.ReadMailbox;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.testing.TestClock;
import org.s2slab.xml.XmlElement;

/** A client keeps a copy of folders and items, and asks what has happened since. */
class SyncTest {
    private ReadMailbox mailbox;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailbox = new ReadMailbox(folder);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void tellsOfItemsThatCameChangedWereReadAndWent() {
        String one = create("one");
        String two = create("two");
        XmlElement first = sync("", 10);
        assertThat(kinds(first)).containsExactly("Create", "Create");
        String state = state(first);
        assertThat(kinds(sync(state, 10))).isEmpty();

        update(one, "item:Subject", "<t:Subject>uno</t:Subject>");
        update(two, "message:IsRead", "<t:IsRead>false</t:IsRead>");
        create("three");
        XmlElement second = sync(state, 10);
        assertThat(kinds(second)).containsExactly("Update", "ReadFlagChange", "Create");

        mailbox.calls.messages("<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"" + one
                + "\"/></m:ItemIds></m:DeleteItem>");
        XmlElement third = sync(state(second), 10);
        assertThat(kinds(third)).containsExactly("Delete");
        assertThat(third.at("Changes", "Delete", "ItemId").flatMap(id -> id.attribute("Id")))
                .hasValue(one);
    }

    @Test
    void givesMoreThanIsWantedAtOnceInPages() {
        for (int i = 0; i < 5; i++) {
            create("number " + i);
        }
        XmlElement first = sync("", 2);
        assertThat(first.childText("IncludesLastItemInRange")).hasValue("false");
        XmlElement second = sync(state(first), 2);
        XmlElement third = sync(state(second), 2);
        assertThat(third.childText("IncludesLastItemInRange")).hasValue("true");
        assertThat(Stream.of(first, second, third).map(SyncTest::kinds).map(List::size))
                .containsExactly(2, 2, 1);
    }

    @Test
    void leavesOutWhatTheClientIgnores() {
        String one = create("one");
        XmlElement answer = mailbox.calls
                .messages(request("", 10, "<m:Ignore><t:ItemId Id=\"" + one + "\"/></m:Ignore>"))
                .get(0);
        assertThat(kinds(answer)).isEmpty();
    }

    /** The tests of exchangelib do that with "AAA=". */
    @ParameterizedTest
    @ValueSource(strings = {"x", "", "AAA="})
    void showsEverythingWhereTheIdToIgnoreNamesNothing(String id) {
        create("one");
        XmlElement answer = mailbox.calls
                .messages(request("", 10, "<m:Ignore><t:ItemId Id=\"" + id + "\"/></m:Ignore>"))
                .get(0);
        assertThat(answer.childText("ResponseCode")).hasValue("NoError");
        assertThat(kinds(answer)).hasSize(1);
    }

    @Test
    void refusesAStateThatIsOfAnotherFolderOrNone() {
        String other = state(mailbox.calls
                .messages(request("", 10, "").replace("inbox", "drafts"))
                .get(0));
        assertThat(sync(other, 10).childText("ResponseCode")).hasValue("ErrorInvalidSyncStateData");
        assertThat(sync("H4sIAAA=", 10).childText("ResponseCode")).hasValue("ErrorInvalidSyncStateData");
        assertThat(sync("?", 10).childText("ResponseCode")).hasValue("ErrorInvalidSyncStateData");
    }

    /** A client that knows the item but not that it went has to begin anew; one that knows nothing yet does not. */
    @Test
    void refusesAStateFromBeforeWhatWasPurged() {
        String empty = state(sync("", 10));
        String one = create("one");
        String old = state(sync("", 10));
        mailbox.calls.messages("<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"" + one
                + "\"/></m:ItemIds></m:DeleteItem>");
        String current = state(sync(old, 10));
        MailboxEventStore events = new MailboxEventStore(mailbox.mailboxes.database);
        Instant now = new TestClock().instant();
        events.purgeTombstones(now).await();
        assertThat(kinds(sync(old, 10))).containsExactly("Delete");

        events.purgeTombstones(now.plus(Duration.ofDays(31))).await();

        assertThat(sync(old, 10).childText("ResponseCode")).hasValue("ErrorInvalidSyncStateData");
        assertThat(kinds(sync(current, 10))).isEmpty();
        assertThat(kinds(sync(empty, 10))).isEmpty();
        assertThat(kinds(sync("", 10))).isEmpty();
    }

    /** What came and went between two of its questions is purged without it; it goes on from where it is. */
    @Test
    void takesAStateOfAClientThatKnewAllThereWas() {
        create("stays");
        String before = state(sync("", 10));
        goes();
        String after = state(sync(before, 10));

        purge();

        assertThat(kinds(sync(after, 10))).isEmpty();
        assertThat(sync(before, 10).childText("ResponseCode")).hasValue("ErrorInvalidSyncStateData");
    }

    /** A client that is still reading the first time never knew what was purged before it began. */
    @Test
    void takesAStateOfAClientThatHasNotReadAllYet() {
        create("one");
        create("two");
        goes();
        purge();

        XmlElement first = sync("", 1);
        XmlElement second = sync(state(first), 1);

        assertThat(kinds(first)).containsExactly("Create");
        assertThat(kinds(second)).containsExactly("Create");
        assertThat(second.childText("IncludesLastItemInRange")).hasValue("true");
        assertThat(kinds(sync(state(second), 1))).isEmpty();
    }

    private void goes() {
        mailbox.calls.messages("<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds><t:ItemId Id=\"" + create("goes")
                + "\"/></m:ItemIds></m:DeleteItem>");
    }

    private void purge() {
        new MailboxEventStore(mailbox.mailboxes.database)
                .purgeTombstones(new TestClock().instant().plus(Duration.ofDays(31)))
                .await();
    }

    @Test
    void tellsOfFoldersThatWereMadeRenamedAndRemoved() {
        XmlElement first = hierarchy("");
        assertThat(kinds(first)).containsOnly("Create").hasSizeGreaterThan(10);
        String state = state(first);
        String id = mailbox.calls
                .messages(
                        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"inbox\"/></m:ParentFolderId>"
                                + "<m:Folders><t:Folder><t:DisplayName>Orion</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>")
                .get(0)
                .at("Folders", "Folder", "FolderId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        XmlElement made = hierarchy(state);
        assertThat(kinds(made)).containsExactly("Create");
        mailbox.calls.messages("<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds><t:FolderId Id=\"" + id
                + "\"/></m:FolderIds></m:DeleteFolder>");
        assertThat(kinds(hierarchy(state(made)))).containsExactly("Delete");
        assertThat(kinds(hierarchy(state))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> answersWhatClientsReallySend() {
        return Stream.of("ews-java/014-EWS_SyncFolderItems.txt", "ews-managed-api/012-EWS_SyncFolderItems.txt")
                .map(AnswerSchemas.shared("recorded")::resolve)
                .filter(Files::exists)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
    }

    private void replay(Path file) {
        create("one");
        XmlElement message = mailbox.calls
                .send(Recordings.body(file))
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(message.childText("ResponseCode")).hasValue("NoError");
        assertThat(kinds(message)).contains("Create");
    }

    private String create(String subject) {
        return mailbox.calls
                .messages("<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>"
                        + ReadMailbox.distinguished("inbox") + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>"
                        + subject + "</t:Subject></t:Message></m:Items></m:CreateItem>")
                .get(0)
                .at("Items", "Message", "ItemId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    private void update(String id, String field, String value) {
        XmlElement message = mailbox.calls
                .messages("<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\">"
                        + "<m:ItemChanges><t:ItemChange><t:ItemId Id=\"" + id + "\"/><t:Updates><t:SetItemField>"
                        + "<t:FieldURI FieldURI=\"" + field + "\"/><t:Message>" + value
                        + "</t:Message></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>")
                .get(0);
        assertThat(message.childText("ResponseCode")).hasValue("NoError");
    }

    private XmlElement sync(String state, int most) {
        return mailbox.calls.messages(request(state, most, "")).get(0);
    }

    private static String request(String state, int most, String ignore) {
        return "<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId>"
                + ReadMailbox.distinguished("inbox") + "</m:SyncFolderId>"
                + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>") + ignore
                + "<m:MaxChangesReturned>" + most + "</m:MaxChangesReturned></m:SyncFolderItems>";
    }

    private XmlElement hierarchy(String state) {
        return mailbox.calls
                .messages("<m:SyncFolderHierarchy><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
                        + (state.isEmpty() ? "" : "<m:SyncState>" + state + "</m:SyncState>")
                        + "</m:SyncFolderHierarchy>")
                .get(0);
    }

    private static String state(XmlElement message) {
        return message.childText("SyncState").orElseThrow();
    }

    private static List<String> kinds(XmlElement message) {
        return message.child("Changes").orElseThrow().children().stream()
                .map(XmlElement::name)
                .toList();
    }
}
