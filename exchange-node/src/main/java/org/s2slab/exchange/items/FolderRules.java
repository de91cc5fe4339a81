package org.s2slab.exchange.items;

import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;

/** What may be changed of a folder, from the property table. */
final class FolderRules {
    private static final Set<String> CHANGED = Set.of("folder:DisplayName", "folder:SearchParameters");

    private FolderRules() {}

    /**
     * The value that a {@code SetFolderField} gives to a folder's name, class or search; empty where a property is deleted that no
     * folder has yet.
     *
     * @throws EwsError for every other change
     */
    static Optional<XmlElement> value(MailFolder folder, XmlElement update) {
        String element = FolderView.element(folder);
        PropertyPath path = PropertyPath.read(update.children().get(0));
        PropertyDefinition property = path.definition(element)
                .filter(found -> !path.isExtended())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidPropertyRequest));
        switch (update.name()) {
            case "SetFolderField" -> require(property.rules().set(), ResponseCode.ErrorInvalidPropertySet, path);
            case "AppendToFolderField" ->
                require(property.rules().append(), ResponseCode.ErrorInvalidPropertyAppend, path);
            default -> {
                require(property.rules().delete(), ResponseCode.ErrorInvalidPropertyDelete, path);
                return Optional.empty();
            }
        }
        XmlElement value = PropertyUpdater.value(update, property.element());
        if (property.uri().equals("folder:FolderClass")) {
            requireSameType(element, folder, value.text().strip());
        } else if (!CHANGED.contains(property.uri())) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidPropertySet, path.uri() + " of a folder cannot be changed in this lab.");
        }
        return Optional.of(value);
    }

    private static void require(ChangeRule rule, ResponseCode otherwise, PropertyPath path) {
        if (rule != ChangeRule.YES) {
            throw new EwsError(otherwise, otherwise.sentence() + " (" + path.uri() + ")");
        }
    }

    /** A folder stays one of its type: of items, of contacts, of appointments, of tasks. */
    private static void requireSameType(String element, MailFolder folder, String folderClass) {
        if (!FolderView.element(folder.named(folder.name(), folderClass)).equals(element)) {
            throw new EwsError(ResponseCode.ErrorObjectTypeChanged);
        }
    }
}
