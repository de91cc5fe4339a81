package org.s2slab.exchange.folders;

import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.xml.XmlElement;

/** What may be changed of a folder, from the property table. */
final class FolderRules {
    static final String PERMISSIONS = "folder:PermissionSet";
    private static final Set<String> CHANGED = Set.of(
            "folder:DisplayName", "folder:SearchParameters", "folder:PolicyTag", "folder:ArchiveTag", PERMISSIONS);

    private FolderRules() {}

    /**
     * The value that a {@code SetFolderField} gives to a folder's name, class, search or tag; empty where a property is deleted that no
     * folder has yet.
     *
     * @throws EwsError for every other change
     */
    static Optional<XmlElement> value(MailFolder folder, XmlElement update) {
        String element = folder.element();
        PropertyChange change = PropertyChange.read(update);
        PropertyPath path = change.path();
        PropertyDefinition property = path.definition(element)
                .filter(found -> !path.isExtended())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidPropertyRequest));
        change.rule(property);
        if (change.kind() == PropertyChange.Kind.DELETE) {
            return Optional.empty();
        }
        XmlElement value = change.value(property.element());
        if (property.uri().equals("folder:FolderClass")) {
            ResponseCode.ErrorObjectTypeChanged.throwIf(
                    !folder.folderClass().equalsIgnoreCase(value.text().strip()), "The class of a folder stays.");
        } else if (!CHANGED.contains(property.uri())) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidPropertySet, path.uri() + " of a folder cannot be changed in this lab.");
        }
        return Optional.of(value);
    }

    /** The folder after a change of its name, class or search. */
    static MailFolder changed(Mailbox mailbox, MailFolder folder, XmlElement value) {
        return switch (value.name()) {
            case "DisplayName" -> folder.named(value.text().strip(), folder.folderClass());
            case "FolderClass" -> folder.named(folder.name(), value.text().strip());
            default -> folder.searching(SearchCriteria.read(value, mailbox).stored());
        };
    }

    /**
     * Checks that a new folder can have what the element that describes it gives.
     *
     * @throws EwsError for what only the server sets, or what a folder of this kind does not have
     */
    static void check(XmlElement element) {
        for (XmlElement given : element.children()) {
            PropertyDefinition property = PropertyTable.EXCHANGE
                    .find(element.name(), given.name())
                    .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidPropertyRequest));
            ResponseCode.ErrorInvalidPropertySet.throwIf(
                    property.rules().create() == ChangeRule.NO, given.name() + " is read-only.");
        }
    }

    /**
     * The class of a folder that an element describes; empty for a generic folder without one.
     *
     * @throws EwsError where the element stands for a class of its own, and names another
     */
    static String classOfNew(XmlElement element) {
        String usual = MailFolder.CLASSES.getOrDefault(element.name(), "");
        String asked = element.childText("FolderClass", usual);
        ResponseCode.ErrorNoFolderClassOverride.throwIf(
                MailFolder.CLASSES.containsKey(element.name()) && !asked.equalsIgnoreCase(usual));
        return asked;
    }

    /** A new folder as the element that describes it is: its permissions are of that type, whatever class it has. */
    static MailFolder written(MailFolder folder, XmlElement element) {
        return folder.named(folder.name(), MailFolder.CLASSES.getOrDefault(element.name(), "IPF.Note"));
    }
}
