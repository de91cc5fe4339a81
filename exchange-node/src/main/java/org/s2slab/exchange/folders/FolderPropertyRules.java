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

/** Checks changes of folders by the property table. */
final class FolderPropertyRules {
    static final String PERMISSIONS = "folder:PermissionSet";
    private static final Set<String> CHANGED = Set.of(
            "folder:DisplayName", "folder:SearchParameters", "folder:PolicyTag", "folder:ArchiveTag", PERMISSIONS);

    private FolderPropertyRules() {}

    /**
     * The new value that an update sets: a folder's name, class, search, tag or permissions. Empty if the update
     * deletes the property.
     *
     * @throws EwsError for a change that is not allowed
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
     * Checks the properties in the element of a new folder.
     *
     * @throws EwsError for read-only properties, or properties that a folder of this kind does not have
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
     * The class of a new folder; empty for a generic folder without a class.
     *
     * @throws EwsError if the element is specific to one class and names another class
     */
    static String classOfNew(XmlElement element) {
        String usual = MailFolder.CLASSES.getOrDefault(element.name(), "");
        String asked = element.childText("FolderClass", usual);
        ResponseCode.ErrorNoFolderClassOverride.throwIf(
                MailFolder.CLASSES.containsKey(element.name()) && !asked.equalsIgnoreCase(usual));
        return asked;
    }

    /** A new folder with the class of its element, for the type of its permissions. */
    static MailFolder written(MailFolder folder, XmlElement element) {
        return folder.named(folder.name(), MailFolder.CLASSES.getOrDefault(element.name(), "IPF.Note"));
    }
}
