package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.exchange.items.Property.Shape;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.StoreId;

/** A folder as answers show it. */
final class FolderView {
    private FolderView() {}

    /** @param children how many folders lie in it */
    static Shown of(Mailbox mailbox, MailFolder folder, Count items, long children) {
        List<Property> properties = new ArrayList<>();
        properties.add(Property.id(
                "folder:FolderId", Shape.ID_ONLY, folder.idIn(mailbox).text(), ChangeKey.of(folder.change())));
        properties.add(Property.id(
                "folder:ParentFolderId",
                Shape.ALL_PROPERTIES,
                new StoreId(StoreId.Kind.FOLDER, mailbox.id(), folder.parent()).text(),
                ChangeKey.of(1)));
        if (!folder.folderClass().isEmpty()) {
            properties.add(Property.simple("folder:FolderClass", Shape.ALL_PROPERTIES, folder.folderClass()));
        }
        properties.add(Property.simple("folder:DisplayName", Shape.DEFAULT, folder.name()));
        properties.add(Property.simple("folder:TotalCount", Shape.DEFAULT, Integer.toString(items.total())));
        properties.add(Property.simple("folder:ChildFolderCount", Shape.DEFAULT, Long.toString(children)));
        properties.add(Property.extendedPlace());
        properties.add(Property.rights("folder:EffectiveRights", !isOfContactList(folder)));
        folder.known()
                .filter(Folder::isNamedInSchema)
                .map(Folder::distinguishedName)
                .map(name -> Property.simple("folder:DistinguishedFolderId", Shape.ALL_PROPERTIES, name))
                .ifPresent(properties::add);
        String element = element(folder);
        if (!element.equals("ContactsFolder") && !element.equals("CalendarFolder")) {
            properties.add(Property.simple("folder:UnreadCount", Shape.DEFAULT, Integer.toString(items.unread())));
        }
        return new Shown(element, properties);
    }

    static Property id(String uri, Shape shape, Mailbox mailbox, Folder folder) {
        return Property.id(uri, shape, folder.idIn(mailbox).text(), ChangeKey.of(1));
    }

    /** The element a folder is shown as: search folders by name, others by their class. */
    static String element(MailFolder folder) {
        if (folder.distinguished() == Folder.MYCONTACTS || folder.distinguished() == Folder.FAVORITES) {
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

    private static boolean isOfContactList(MailFolder folder) {
        return folder.distinguished() == Folder.QUICKCONTACTS || folder.distinguished() == Folder.IMCONTACTLIST;
    }
}
