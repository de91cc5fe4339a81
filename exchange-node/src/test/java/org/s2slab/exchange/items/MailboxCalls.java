package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * People at work in their mailboxes: what a mail client sends, written short. As an extension of a test class, it
 * closes the mailboxes after the last test of the class.
 */
public final class MailboxCalls implements AfterAllCallback {
    public final TestMailboxes mailboxes;
    public final EwsCalls anna;
    public final EwsCalls bert;
    private final List<EwsOperation> operations;

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;

    /** Opens mailboxes in a folder of their own, which {@link #afterAll} deletes. */
    public MailboxCalls() {
        this(temporary());
    }

    public MailboxCalls(Path folder) {
        this(folder, TestMailboxes::open);
    }

    /** Calls with a SQLite file, on whatever engine other tests run. */
    static MailboxCalls inFile(Path folder) {
        return new MailboxCalls(folder, TestMailboxes::openFile);
    }

    private MailboxCalls(Path folder, BiFunction<Vertx, Path, TestMailboxes> open) {
        this.folder = folder;
        mailboxes = open.apply(vertx, folder);
        operations = TestItems.operations(mailboxes.database, mailboxes.directory);
        anna = as("anna");
        bert = as("bert");
    }

    /** The calls of somebody in the own mailbox. */
    public EwsCalls as(String name) {
        return new EwsCalls(operations, mailboxes.of(name));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("s2slab-mailboxes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    public void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    /** The one message of an answer, which must be a success. */
    public static XmlElement done(EwsCalls who, String body) {
        XmlElement message = only(who, body);
        assertThat(code(message)).as(body).isEqualTo("NoError");
        return message;
    }

    public static XmlElement only(EwsCalls who, String body) {
        List<XmlElement> messages = who.messages(body);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    public static String code(XmlElement message) {
        return message.childText("ResponseCode").orElseThrow();
    }

    public static String folder(String name) {
        return "<t:DistinguishedFolderId Id=\"" + name + "\"/>";
    }

    /** {@code ItemId} as it was answered, change key included. */
    public static String id(XmlElement id) {
        String key = id.attribute("ChangeKey")
                .map(found -> " ChangeKey=\"" + found + "\"")
                .orElse("");
        return "<t:" + id.name() + " Id=\"" + id.attribute("Id").orElseThrow() + "\"" + key + "/>";
    }

    /** Saves an item in a folder; its {@code ItemId}. */
    public static XmlElement saved(EwsCalls who, String folder, String item) {
        XmlElement message = done(
                who,
                "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:SavedItemFolderId>"
                        + folder(folder) + "</m:SavedItemFolderId><m:Items>" + item + "</m:Items></m:CreateItem>");
        return item(message).child("ItemId").orElseThrow();
    }

    public static XmlElement message(EwsCalls who, String folder, String subject) {
        return saved(who, folder, "<t:Message><t:Subject>" + subject + "</t:Subject></t:Message>");
    }

    /** The one item of a message. */
    public static XmlElement item(XmlElement message) {
        return message.child("Items").orElseThrow().children().get(0);
    }

    public static XmlElement get(EwsCalls who, XmlElement id) {
        return get(who, id, "<t:BaseShape>AllProperties</t:BaseShape>");
    }

    public static XmlElement get(EwsCalls who, XmlElement id, String shape) {
        return item(done(who, getItem(id, shape)));
    }

    public static String getItem(XmlElement id, String shape) {
        return "<m:GetItem><m:ItemShape>" + shape + "</m:ItemShape><m:ItemIds>" + id(id) + "</m:ItemIds></m:GetItem>";
    }

    /** The items of a folder. */
    public static List<XmlElement> find(EwsCalls who, String folderId) {
        return done(
                        who,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                                + "<m:ParentFolderIds>" + folderId + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items")
                .orElseThrow()
                .children();
    }

    public static List<String> subjects(EwsCalls who, String folder) {
        return find(who, folder(folder)).stream()
                .map(item -> item.childText("Subject").orElse(""))
                .toList();
    }

    /** A request that sets one property, its path and the item with its value given, whatever the change key. */
    public static String set(XmlElement id, String path, String item) {
        return update(id, "<t:SetItemField>" + path + item + "</t:SetItemField>");
    }

    public static String update(XmlElement id, String updates) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\""
                + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange><t:ItemId Id=\""
                + id.attribute("Id").orElseThrow() + "\"/><t:Updates>" + updates
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    public static String field(String uri) {
        return "<t:FieldURI FieldURI=\"" + uri + "\"/>";
    }

    public static String properties(String... uris) {
        return "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                + Stream.of(uris).map(MailboxCalls::field).collect(Collectors.joining()) + "</t:AdditionalProperties>";
    }

    /** The names, keys and texts of an element and all in it: what has to be the same after a round trip. */
    public static List<String> values(XmlElement element) {
        return element.tree()
                .map(one ->
                        one.name() + one.attribute("Key").map(key -> "/" + key).orElse("") + "="
                                + (one.children().isEmpty() ? one.text() : ""))
                .toList();
    }

    /** The children of an element written with the prefix {@code t}. */
    public static List<XmlElement> parsed(String children) {
        String text = "<x xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">" + children + "</x>";
        return XmlReader.read(text.getBytes(StandardCharsets.UTF_8)).children();
    }

    public static MailboxObjectId storeId(XmlElement id) {
        return MailboxObjectId.parse(id.attribute("Id").orElseThrow()).orElseThrow();
    }

    public static String text(XmlElement element, String... path) {
        return element.at(path).map(XmlElement::text).orElse("");
    }
}
