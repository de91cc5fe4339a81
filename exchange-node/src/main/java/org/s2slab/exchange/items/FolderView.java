package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.s2slab.exchange.items.Property.Shape;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.Mailbox;

/** A folder as answers show it. */
final class FolderView {
    private FolderView() {}

    static Shown of(Mailbox mailbox, Folder folder, int items) {
        List<Property> properties = new ArrayList<>();
        properties.add(id("folder:FolderId", Shape.ID_ONLY, mailbox, folder));
        Folder parent = folder.parent();
        properties.add(id("folder:ParentFolderId", Shape.ALL_PROPERTIES, mailbox, parent == null ? folder : parent));
        if (!folder.folderClass().isEmpty()) {
            properties.add(Property.simple("folder:FolderClass", Shape.ALL_PROPERTIES, folder.folderClass()));
        }
        long children = Arrays.stream(Folder.values())
                .filter(other -> other.parent() == folder)
                .count();
        properties.add(Property.simple("folder:DisplayName", Shape.DEFAULT, folder.displayName()));
        properties.add(Property.simple("folder:TotalCount", Shape.DEFAULT, Integer.toString(items)));
        properties.add(Property.simple("folder:ChildFolderCount", Shape.DEFAULT, Long.toString(children)));
        properties.add(Property.extendedPlace());
        properties.add(Property.readOnly("folder:EffectiveRights"));
        properties.add(
                Property.simple("folder:DistinguishedFolderId", Shape.ALL_PROPERTIES, folder.distinguishedName()));
        String element = element(folder);
        if (!element.equals("ContactsFolder") && !element.equals("CalendarFolder")) {
            properties.add(Property.simple("folder:UnreadCount", Shape.DEFAULT, "0"));
        }
        return new Shown(element, properties);
    }

    static Property id(String uri, Shape shape, Mailbox mailbox, Folder folder) {
        return Property.id(uri, shape, folder.idIn(mailbox).text(), ChangeKey.of(1));
    }

    private static String element(Folder folder) {
        if (folder == Folder.MYCONTACTS || folder == Folder.FAVORITES) {
            return "SearchFolder";
        }
        if (folder.folderClass().startsWith("IPF.Contact")) {
            return "ContactsFolder";
        }
        return switch (folder.folderClass()) {
            case "IPF.Appointment" -> "CalendarFolder";
            case "IPF.Task" -> "TasksFolder";
            default -> "Folder";
        };
    }
}
