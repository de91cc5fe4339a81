package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MapiView;
import org.s2slab.exchange.property.MapiValue;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;
import org.s2slab.xml.XmlElement;

/** The extended properties of folders that the property table does not have: kept and shown as those of items. */
final class FolderProperties {
    private FolderProperties() {}

    /** Stores the extended properties that a new folder is created with. */
    static Future<MailFolder> create(SqlConnection connection, Mailbox mailbox, MailFolder folder, XmlElement given) {
        List<XmlElement> extended = given.children("ExtendedProperty");
        Map<String, Object> values = new HashMap<>();
        extended.forEach(one -> set(values, folder, one));
        return WorkSequence.when(!values.isEmpty(), () -> store(connection, mailbox, folder, values))
                .map(folder);
    }

    /** Applies a change of one property; a folder that somebody made is a changed one thereafter. */
    static Future<Void> update(MailboxTransaction transaction, MailFolder folder, XmlElement update) {
        PropertyChange change = PropertyChange.read(update);
        SqlConnection connection = transaction.connection();
        Mailbox mailbox = transaction.mailbox();
        return all(connection, mailbox).compose(all -> {
            Map<String, Object> values = new HashMap<>(all.getOrDefault(folder.key(), Map.of()));
            change.extendedValue()
                    .ifPresentOrElse(
                            given -> set(values, folder, given),
                            () -> values.remove(change.path().uri()));
            return store(connection, mailbox, folder, values)
                    .compose(stored -> WorkSequence.when(folder.known().isEmpty(), () -> transaction.update(folder)));
        });
    }

    private static void set(Map<String, Object> values, MailFolder folder, XmlElement given) {
        PropertyPath path = PropertyPath.read(given.children().get(0));
        ResponseCode.ErrorInvalidPropertySet.throwIf(
                path.definition(FolderView.element(folder)).isPresent(),
                "This property of a folder is set by its field URI only.");
        List<String> texts = MapiView.texts(given.children().get(1));
        String type = Objects.requireNonNull(path.identity()).type();
        MapiValue.check(type, texts);
        values.put(path.uri(), PropertyValue.ofMapi(type, texts));
    }

    private static Future<Void> store(
            SqlConnection connection, Mailbox mailbox, MailFolder folder, Map<String, Object> values) {
        return Rows.execute(
                connection,
                "INSERT OR REPLACE INTO folder_properties (mailbox, folder, properties) VALUES (?, ?, ?)",
                mailbox.id(),
                folder.key(),
                PropertyValue.json(values));
    }

    /** Gives the copy of a folder the properties of the folder. */
    static Future<MailFolder> copy(SqlConnection connection, MailFolder folder, MailFolder copy) {
        return Rows.execute(
                        connection,
                        "INSERT INTO folder_properties (mailbox, folder, properties)"
                                + " SELECT mailbox, ?, properties FROM folder_properties WHERE folder = ?",
                        copy.key(),
                        folder.key())
                .map(copy);
    }

    /** The values of all folders of a mailbox, by the keys of the folders. */
    static Future<Map<String, Map<String, Object>>> all(SqlClient client, Mailbox mailbox) {
        return Rows.query(client, "SELECT folder, properties FROM folder_properties WHERE mailbox = ?", mailbox.id())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getString(0), row -> PropertyValue.read(row.getString(1)))));
    }

    /** A folder with these values as well. */
    static PropertySet shown(PropertySet folder, Map<String, Object> values) {
        return new PropertySet(folder.element(), uri -> {
            Object value = values.get(uri);
            return value == null ? folder.properties().apply(uri) : StoredItemView.extended(uri, value);
        });
    }
}
