package org.s2slab.exchange.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.storeId;
import static org.s2slab.exchange.items.MailboxCalls.text;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.content.ItemSerializer;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** Items of data folders of the time when properties were stored as elements: nothing of them is lost. */
class OldItemsTest {
    private static final String PHONE = "<t:ExtendedFieldURI PropertyTag=\"0x3A08\" PropertyType=\"String\"/>";
    private static final String OWN = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\""
            + " PropertyName=\"Own\" PropertyType=\"IntegerArray\"/>";

    private static final String CONTACT = "[[\"GivenName\",\"Eve\"],[\"Birthday\",\"1990-05-01T00:00:00+02:00\"],"
            + "[\"EmailAddresses\",[[\"Entry\",\"eve@example.com\",{\"Key\":\"EmailAddress1\",\"Name\":\"Eve\"}]]],"
            + "[\"PhysicalAddresses\",[[\"Entry\",[[\"City\",\"Lyon\"]],{\"Key\":\"Home\"}]]],"
            + "[\"Categories\",[[\"String\",\"Red\"],[\"String\",\"Blue\"]]],"
            + "[\"ExtendedProperty\",[[\"ExtendedFieldURI\",\"\",{\"PropertyTag\":\"0x3A08\",\"PropertyType\":\"String\"}],"
            + "[\"Value\",\"+1 555\"]]],"
            + "[\"ExtendedProperty\",[[\"ExtendedFieldURI\",\"\",{\"DistinguishedPropertySetId\":\"PublicStrings\","
            + "\"PropertyName\":\"Own\",\"PropertyType\":\"IntegerArray\"}],[\"Values\",[[\"Value\",\"1\"],[\"Value\",\"2\"]]]]]]";

    private static final String MEETING = "[[\"Location\",\"Room\"],"
            + "[\"RequiredAttendees\",[[\"Attendee\",[[\"Mailbox\",[[\"Name\",\"Bert\"],[\"EmailAddress\",\"bert@contoso.com\"]]]]]]],"
            + "[\"Recurrence\",[[\"DailyRecurrence\",[[\"Interval\",\"1\"]]],"
            + "[\"NumberedRecurrence\",[[\"StartDate\",\"2026-12-01\"],[\"NumberOfOccurrences\",\"3\"]]]]]]";

    private static MailboxCalls mailbox;
    private static Database database;
    private static ItemStore items;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        database = mailbox.mailboxes.database;
        items = new ItemStore(database, IdGenerator.seeded(5), new TestClock());
    }

    @AfterAll
    static void close() {
        mailbox.close();
    }

    private static XmlElement old(String folder, String item, String properties) {
        XmlElement id = saved(mailbox.anna, folder, item);
        database.execute(
                        "UPDATE items SET properties = ? WHERE id = ?",
                        properties,
                        storeId(id).key())
                .await();
        return id;
    }

    private static String stored(XmlElement id) {
        return database.first(
                        "SELECT properties FROM items WHERE id = ?",
                        row -> row.getString(0),
                        storeId(id).key())
                .await()
                .orElseThrow();
    }

    @Test
    void givesItemsTheKeyOfTheirConversation() {
        String key = storeId(saved(mailbox.anna, "inbox", "<t:Message><t:Subject>RE: Old news</t:Subject></t:Message>"))
                .key();
        database.execute("UPDATE items SET conversation = NULL WHERE id = ?", key)
                .await();
        OldItems.convert(items).await();
        assertThat(database.first("SELECT conversation FROM items WHERE id = ?", row -> row.getString(0), key)
                        .await())
                .contains(UUID.nameUUIDFromBytes("old news".getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    @Test
    void countsAConversationIndexThatIsNoBase64AsAbsent() {
        XmlElement id =
                old("inbox", "<t:Message><t:Subject>Odd</t:Subject></t:Message>", "[[\"ConversationIndex\",\"A\"]]");
        OldItems.convert(items).await();
        assertThat(database.first(
                                "SELECT conversation FROM items WHERE id = ?",
                                row -> row.getString(0),
                                storeId(id).key())
                        .await())
                .contains(UUID.nameUUIDFromBytes("odd".getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    @Test
    void readsNoOtherItemsToFindThem() {
        assertThat(database.list("EXPLAIN QUERY PLAN " + OldItems.SOME, row -> row.getString("detail"))
                        .await())
                .filteredOn(step -> step.startsWith("SCAN items"))
                .containsExactly(
                        "SCAN items USING INDEX items_in_the_old_form",
                        "SCAN items USING INDEX items_without_conversation");
    }

    @Test
    void showsAContactByEveryViewBeforeAndAfterTheConversion() {
        XmlElement id = old("contacts", "<t:Contact><t:Subject>Eve</t:Subject></t:Contact>", CONTACT);
        checkContact(id);
        OldItems.convert(items).await();
        assertThat(new JsonObject(stored(id)).getMap())
                .containsEntry("contacts:Birthday", "1990-04-30T22:00:00Z")
                .containsEntry("contacts:PhoneNumber/BusinessPhone", "+1 555")
                .containsEntry("contacts:PhysicalAddress:City/Home", "Lyon")
                .containsEntry("item:Categories", List.of("Red", "Blue"))
                .containsEntry("extended:00020329-0000-0000-c000-000000000046:own:integerarray", List.of(1, 2))
                .containsEntry("contacts:EmailAddress/EmailAddress1", Map.of("@Name", "Eve", "", "eve@example.com"));
        checkContact(id);
    }

    private static void checkContact(XmlElement id) {
        XmlElement contact = get(
                mailbox.anna,
                id,
                "<t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties>" + PHONE + OWN
                        + "</t:AdditionalProperties>");
        assertThat(text(contact, "GivenName")).isEqualTo("Eve");
        assertThat(text(contact, "Birthday")).isEqualTo("1990-04-30T22:00:00Z");
        assertThat(text(contact, "EmailAddresses", "Entry")).isEqualTo("eve@example.com");
        assertThat(contact.at("EmailAddresses", "Entry").orElseThrow().attributes())
                .isEqualTo(Map.of("Key", "EmailAddress1", "Name", "Eve"));
        assertThat(text(contact, "PhysicalAddresses", "Entry", "City")).isEqualTo("Lyon");
        assertThat(text(contact, "PhoneNumbers", "Entry")).isEqualTo("+1 555");
        assertThat(contact.at("Categories").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("Red", "Blue");
        assertThat(contact.children("ExtendedProperty"))
                .extracting(one ->
                        one.children().get(1).tree().map(XmlElement::text).toList())
                .containsExactly(List.of("+1 555"), List.of("", "1", "2"));
    }

    @Test
    void expandsASeriesAndFindsItsPeopleAfterTheConversion() {
        XmlElement id = old(
                "calendar",
                "<t:CalendarItem><t:Subject>Daily</t:Subject><t:Start>2026-12-01T10:00:00Z</t:Start>"
                        + "<t:End>2026-12-01T11:00:00Z</t:End></t:CalendarItem>",
                MEETING);
        OldItems.convert(items).await();
        assertThat(text(get(mailbox.anna, id), "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("3");
        XmlElement view = done(
                mailbox.anna,
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                        + "<m:CalendarView StartDate=\"2026-12-01T00:00:00Z\" EndDate=\"2026-12-31T00:00:00Z\"/>"
                        + "<m:ParentFolderIds>" + folder("calendar") + "</m:ParentFolderIds></m:FindItem>");
        assertThat(view.at("RootFolder", "Items").orElseThrow().children()).hasSize(3);
        items.words().catchUp(List.of(mailbox.mailboxes.of("anna").id())).await();
        assertThat(database.list(
                                "SELECT i.id FROM item_text t JOIN items i ON i.number = t.rowid"
                                        + " WHERE item_text MATCH 'to_names : bert'",
                                row -> row.getString(0))
                        .await())
                .containsExactly(storeId(id).key());
    }

    @Test
    void readsAStreamOfTheTimeBefore() {
        JsonObject item = new JsonObject()
                .put("kind", "CONTACT")
                .put("class", "IPM.Contact")
                .put("subject", "Eve")
                .put("text", "")
                .put("read", true)
                .put("draft", false)
                .put("associated", false)
                .put("properties", CONTACT)
                .put("attachments", List.of());
        var read = ItemSerializer.read(Buffer.buffer("S2SITEM1").appendBuffer(item.toBuffer()))
                .orElseThrow();
        assertThat(read.content().value("contacts:PhoneNumber/BusinessPhone")).hasValue("+1 555");
        assertThat(ItemSerializer.read(ItemSerializer.write(read))).hasValue(read);
        assertThat(ItemSerializer.write(read).toString()).startsWith("S2SITEM2");
    }
}
