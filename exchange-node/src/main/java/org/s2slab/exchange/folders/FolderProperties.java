package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.MapiView;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.MapiValue;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.exchange.property.StructuredValue;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;
import org.s2slab.xml.XmlElement;

/** Extended properties of folders that the property table does not have, tags of retention, and ManagedFolderInformation. */
final class FolderProperties {
    private static final String MANAGED = "folder:ManagedFolderInformation";
    private static final List<String> INFORMATION = List.of(
            "CanDelete",
            "CanRenameOrMove",
            "MustDisplayComment",
            "HasQuota",
            "IsManagedFoldersRoot",
            "ManagedFolderId",
            "Comment");

    private static final List<String> TAGS = List.of("folder:PolicyTag", "folder:ArchiveTag");

    private FolderProperties() {}

    /** Whether {@link #update} changes what a path names. */
    static boolean has(PropertyPath path) {
        return path.isExtended() || TAGS.contains(path.uri());
    }

    /** Stores the extended properties and tags that a new folder is created with. */
    static Future<MailFolder> create(SqlConnection connection, Mailbox mailbox, MailFolder folder, XmlElement given) {
        List<XmlElement> extended = given.children("ExtendedProperty");
        Map<String, Object> values = new HashMap<>();
        extended.forEach(one -> set(values, folder, one));
        TAGS.forEach(uri -> given.child(name(uri)).ifPresent(tag -> values.put(uri, StructuredValue.of(tag))));
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
            String uri = change.path().uri();
            if (TAGS.contains(uri)) {
                FolderRules.value(folder, update)
                        .ifPresentOrElse(tag -> values.put(uri, StructuredValue.of(tag)), () -> values.remove(uri));
            } else {
                change.extendedValue().ifPresentOrElse(given -> set(values, folder, given), () -> values.remove(uri));
            }
            return store(connection, mailbox, folder, values)
                    .compose(stored -> WorkSequence.when(folder.known().isEmpty(), () -> transaction.update(folder)));
        });
    }

    /** Makes a managed folder of a folder, with its ManagedFolderInformation by the names of the elements. */
    static Future<Void> manage(MailboxTransaction transaction, MailFolder folder, Map<String, String> information) {
        Map<String, String> ordered = new LinkedHashMap<>();
        INFORMATION.stream().filter(information::containsKey).forEach(name -> ordered.put(name, information.get(name)));
        return store(transaction.connection(), transaction.mailbox(), folder, Map.of(MANAGED, ordered));
    }

    /** The information of all managed folders of a mailbox, by the keys of the folders. */
    static Future<Map<String, Map<?, ?>>> managed(SqlClient client, Mailbox mailbox) {
        return all(client, mailbox)
                .map(all -> all.entrySet().stream()
                        .filter(folder -> folder.getValue().get(MANAGED) instanceof Map<?, ?>)
                        .collect(Collectors.toMap(Map.Entry::getKey, folder ->
                                (Map<?, ?>) folder.getValue().get(MANAGED))));
    }

    /** Fails with a code if a folder is a managed folder whose information does not permit something. */
    static Future<Void> require(
            MailboxTransaction transaction, MailFolder folder, String flag, ResponseCode otherwise) {
        return Rows.first(
                        transaction.connection(),
                        "SELECT properties ->> ? FROM folder_properties WHERE mailbox = ? AND folder = ?",
                        row -> "false".equals(row.getString(0)),
                        "$.\"" + MANAGED + "\"." + flag,
                        transaction.mailbox().id(),
                        folder.key())
                .map(found -> {
                    otherwise.throwIf(found.orElse(false));
                    return null;
                });
    }

    private static String name(String uri) {
        return uri.substring("folder:".length());
    }

    private static void set(Map<String, Object> values, MailFolder folder, XmlElement given) {
        PropertyPath path = PropertyPath.read(given.children().get(0));
        ResponseCode.ErrorInvalidPropertySet.throwIf(
                path.definition(folder.element()).isPresent(),
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
                                + " SELECT mailbox, ?, json_remove(properties, '$.\"" + MANAGED
                                + "\"') FROM folder_properties WHERE folder = ?",
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
            if (value instanceof Map<?, ?>) {
                return ItemProperty.of(uri, null, PropertyValue.element(name(uri), value));
            }
            return value == null ? folder.properties().apply(uri) : ItemProperty.extended(uri, value);
        });
    }
}
