package org.s2slab.exchange.folders;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.StructuredValueCodec;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** Stores extended properties outside of the property table, retention tags, and managed folder information. */
final class FolderExtendedPropertyStore {
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

    private FolderExtendedPropertyStore() {}

    /** Whether {@link #update} handles the property of a path. */
    static boolean has(PropertyPath path) {
        return path.isExtended() || TAGS.contains(path.uri());
    }

    /** Stores the extended properties and tags of a new folder. */
    static void create(WriteTransaction tx, Mailbox mailbox, MailFolder folder, XmlElement given) {
        Map<String, Object> values = new HashMap<>();
        given.children("ExtendedProperty").forEach(one -> set(values, folder, one));
        TAGS.forEach(uri -> given.child(name(uri)).ifPresent(tag -> values.put(uri, StructuredValueCodec.of(tag))));
        if (!values.isEmpty()) {
            store(tx, mailbox, folder, values);
        }
    }

    /** Applies a change of one property. Also records a change of the folder, unless it is a distinguished folder. */
    static void update(MailboxTransaction transaction, MailFolder folder, XmlElement update) {
        PropertyChange change = PropertyChange.read(update);
        Mailbox mailbox = transaction.mailbox();
        Map<String, Object> values =
                new HashMap<>(all(transaction.tx(), mailbox).getOrDefault(folder.key(), Map.of()));
        String uri = change.path().uri();
        if (TAGS.contains(uri)) {
            FolderPropertyRules.value(folder, update)
                    .ifPresentOrElse(tag -> values.put(uri, StructuredValueCodec.of(tag)), () -> values.remove(uri));
        } else {
            change.extendedValue().ifPresentOrElse(given -> set(values, folder, given), () -> values.remove(uri));
        }
        store(transaction.tx(), mailbox, folder, values);
        if (folder.known().isEmpty()) {
            transaction.update(folder);
        }
    }

    /** Makes a folder a managed folder. The information is given by the element names of ManagedFolderInformation. */
    static void manage(MailboxTransaction transaction, MailFolder folder, Map<String, String> information) {
        Map<String, String> ordered = new LinkedHashMap<>();
        INFORMATION.stream().filter(information::containsKey).forEach(name -> ordered.put(name, information.get(name)));
        store(transaction.tx(), transaction.mailbox(), folder, Map.of(MANAGED, ordered));
    }

    /** The ManagedFolderInformation of a mailbox by folder key. */
    static Map<String, Map<?, ?>> managed(ReadTransaction rx, Mailbox mailbox) {
        return all(rx, mailbox).entrySet().stream()
                .filter(folder -> folder.getValue().get(MANAGED) instanceof Map<?, ?>)
                .collect(Collectors.toMap(Map.Entry::getKey, folder ->
                        (Map<?, ?>) folder.getValue().get(MANAGED)));
    }

    /** Fails with a response code if the ManagedFolderInformation of a folder forbids an action. */
    static void require(MailboxTransaction transaction, MailFolder folder, String flag, ResponseCode otherwise) {
        Optional<Boolean> denied = transaction
                .tx()
                .first(
                        "SELECT properties ->> ? AS flag FROM folder_properties WHERE mailbox = ? AND folder = ?",
                        row -> "false".equals(row.optionalText("flag")),
                        "$.\"" + MANAGED + "\"." + flag,
                        transaction.mailbox().id(),
                        folder.key());
        otherwise.throwIf(denied.orElse(false));
    }

    private static String name(String uri) {
        return uri.substring("folder:".length());
    }

    private static void set(Map<String, Object> values, MailFolder folder, XmlElement given) {
        PropertyPath path = PropertyPath.read(given.children().get(0));
        ResponseCode.ErrorInvalidPropertySet.throwIf(
                path.definition(folder.element()).isPresent(),
                "This property of a folder is set by its field URI only.");
        List<String> texts = ItemMapiConverter.texts(given.children().get(1));
        String type = Objects.requireNonNull(path.identity()).type();
        MapiValueConverter.check(type, texts);
        values.put(path.uri(), PropertyValueCodec.ofMapi(type, texts));
    }

    private static void store(WriteTransaction tx, Mailbox mailbox, MailFolder folder, Map<String, Object> values) {
        tx.execute(
                "INSERT INTO folder_properties (mailbox, folder, properties) VALUES (?, ?, ?)"
                        + " ON CONFLICT (mailbox, folder) DO UPDATE SET properties = excluded.properties",
                mailbox.id(),
                folder.key(),
                PropertyValueCodec.json(values));
    }

    /** Copies the properties of a folder to its copy, without ManagedFolderInformation. */
    static void copy(WriteTransaction tx, MailFolder folder, MailFolder copy) {
        tx.execute(
                "INSERT INTO folder_properties (mailbox, folder, properties)"
                        + " SELECT mailbox, ?, json_remove(properties, '$.\"" + MANAGED
                        + "\"') FROM folder_properties WHERE folder = ?",
                copy.key(),
                folder.key());
    }

    /** The stored properties of a mailbox by folder key. */
    static Map<String, Map<String, Object>> all(ReadTransaction rx, Mailbox mailbox) {
        Map<String, Map<String, Object>> all = new HashMap<>();
        rx.forEach(
                "SELECT folder, properties FROM folder_properties WHERE mailbox = ?",
                row -> all.put(row.text("folder"), PropertyValueCodec.read(row.text("properties"))),
                mailbox.id());
        return all;
    }

    /** A folder with these additional properties. */
    static ObjectProperties shown(ObjectProperties folder, Map<String, Object> values) {
        return new ObjectProperties(folder.element(), uri -> {
            Object value = values.get(uri);
            if (value instanceof Map<?, ?>) {
                return ItemProperty.of(uri, null, PropertyValueCodec.element(name(uri), value));
            }
            return value == null ? folder.properties().apply(uri) : ItemProperty.extended(uri, value);
        });
    }
}
