package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.imlist.ImContactStore;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** Anna's mailbox with three contacts, and the operations that read it; requests in few words. */
public class ReadMailbox {
    public static final String NAME = "<t:FieldURI FieldURI=\"contacts:DisplayName\"/>";

    private final Vertx vertx = Vertx.vertx();
    public final TestMailboxes mailboxes;
    final Mailbox anna;
    public final EwsCalls calls;
    private final List<EwsOperation> operations;

    public ReadMailbox(Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        anna = mailboxes.of("anna");
        var contacts = new ImContactStore(
                new ItemStore(mailboxes.database, IdGenerator.seeded(5), new TestClock()), ImLimits.DEFAULT);
        List.of(
                        new NewImContact("sip:bert@contoso.com", "Bert Bäcker", null, null),
                        new NewImContact("carla@contoso.com", "Carla", null, null),
                        new NewImContact("dirk@contoso.com", "dirk the caller", "tel:+4930123", "030 123"))
                .forEach(contact -> mailboxes
                        .database
                        .write(tx -> contacts.add(tx, anna, contact, null))
                        .await());
        operations = TestItems.operations(mailboxes.database, mailboxes.directory);
        calls = new EwsCalls(operations, anna);
    }

    /** The same operations, called in somebody else's mailbox. */
    public EwsCalls callsOf(String name) {
        return new EwsCalls(operations, mailboxes.of(name));
    }

    public void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    public static String getFolder(String shape, String ids) {
        return "<m:GetFolder><m:FolderShape>" + shape + "</m:FolderShape><m:FolderIds>" + ids
                + "</m:FolderIds></m:GetFolder>";
    }

    public static String distinguished(String name) {
        return "<t:DistinguishedFolderId Id=\"" + name + "\"/>";
    }

    public static String base(String shape) {
        return "<t:BaseShape>" + shape + "</t:BaseShape>";
    }

    /** FindItem in the visible contacts folder; {@code more} stands between the shape and the folder. */
    public static String find(String shape, String more) {
        return find(shape, more, distinguished("quickcontacts"));
    }

    public static String find(String shape, String more, String folders) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" + shape + "</m:ItemShape>" + more
                + "<m:ParentFolderIds>" + folders + "</m:ParentFolderIds></m:FindItem>";
    }

    public static String getItem(String shape, String... ids) {
        StringBuilder items = new StringBuilder();
        for (String id : ids) {
            items.append("<t:ItemId Id=\"").append(id).append("\"/>");
        }
        return "<m:GetItem><m:ItemShape>" + shape + "</m:ItemShape><m:ItemIds>" + items + "</m:ItemIds></m:GetItem>";
    }

    public List<XmlElement> found(String findItem) {
        return rootFolder(findItem).child("Items").orElseThrow().children();
    }

    public XmlElement rootFolder(String findItem) {
        XmlElement message = calls.messages(findItem).get(0);
        assertThat(code(message)).isEqualTo("NoError");
        return message.child("RootFolder").orElseThrow();
    }

    public List<String> names(String findItem) {
        return found(findItem).stream()
                .map(item -> item.childText("DisplayName").orElseThrow())
                .toList();
    }

    public static String code(XmlElement message) {
        return message.childText("ResponseCode").orElseThrow();
    }

    public String idOf(String name) {
        return found(find(base("Default"), "")).stream()
                .filter(item -> item.childText("DisplayName").orElse("").equals(name))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    public static String constant(String value) {
        return "<t:FieldURIOrConstant><t:Constant Value=\"" + value + "\"/></t:FieldURIOrConstant>";
    }

    public static String contains(String mode, String comparison, String value) {
        return "<t:Contains ContainmentMode=\"" + mode + "\" ContainmentComparison=\"" + comparison + "\">" + NAME
                + "<t:Constant Value=\"" + value + "\"/></t:Contains>";
    }
}
