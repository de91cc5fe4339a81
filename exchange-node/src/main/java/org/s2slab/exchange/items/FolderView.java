package org.s2slab.exchange.items;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.StoreId;

/** A folder as answers show it. */
final class FolderView {
    private FolderView() {}

    /**
     * @param children how many folders lie in it
     * @param changed when something in it was last changed
     */
    static PropertySet of(Mailbox mailbox, MailFolder folder, Count items, long children, Instant changed) {
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id(
                "folder:FolderId",
                folder.idIn(mailbox).text(),
                ChangeKey.of(element(folder), mailbox.id(), folder.change())));
        properties.add(ItemProperty.id(
                "folder:ParentFolderId",
                new StoreId(StoreId.Kind.FOLDER, mailbox.id(), folder.parent()).text(),
                ChangeKey.of("Folder", mailbox.id(), 1)));
        if (!folder.folderClass().isEmpty()) {
            properties.add(ItemProperty.simple("folder:FolderClass", folder.folderClass()));
        }
        properties.add(ItemProperty.simple("folder:DisplayName", folder.name()));
        properties.add(ItemProperty.simple("folder:TotalCount", Integer.toString(items.total())));
        properties.add(ItemProperty.simple("folder:ChildFolderCount", Long.toString(children)));
        properties.add(ItemProperty.hidden("mapi:LocalCommitTimeMax", changed.toString()));
        properties.add(
                ItemProperty.rights("folder:EffectiveRights", EffectiveRights.inFolder(!isOfContactList(folder))));
        folder.known()
                .filter(DistinguishedFolder::isNamedInSchema)
                .map(DistinguishedFolder::distinguishedName)
                .map(name -> ItemProperty.simple("folder:DistinguishedFolderId", name))
                .ifPresent(properties::add);
        String element = element(folder);
        if (!element.equals("ContactsFolder") && !element.equals("CalendarFolder")) {
            properties.add(ItemProperty.simple("folder:UnreadCount", Integer.toString(items.unread())));
        }
        SearchCriteria.of(folder)
                .map(criteria ->
                        new ItemProperty("folder:SearchParameters", List.of(), xml -> criteria.write(xml, mailbox)))
                .ifPresent(properties::add);
        return PropertySet.of(element, properties);
    }

    static ItemProperty id(String uri, Mailbox mailbox, DistinguishedFolder folder) {
        return ItemProperty.id(
                uri, folder.idIn(mailbox).text(), ChangeKey.of(element(MailFolder.of(folder)), mailbox.id(), 1));
    }

    /** The element a folder is shown as: search folders by name, others by their class. */
    static String element(MailFolder folder) {
        if (SearchCriteria.isSearch(folder)
                || folder.distinguished() == DistinguishedFolder.MYCONTACTS
                || folder.distinguished() == DistinguishedFolder.FAVORITES) {
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

    /** Whether entries of the IM list show in it. */
    static boolean isOfContactList(MailFolder folder) {
        return folder.distinguished() == DistinguishedFolder.QUICKCONTACTS
                || folder.distinguished() == DistinguishedFolder.IMCONTACTLIST;
    }

    /** The items in a folder, with the entries of the IM list that show in it. */
    static Count count(MailFolder folder, Count stored, int contacts, int groups) {
        int more = folder.distinguished() == DistinguishedFolder.QUICKCONTACTS
                ? contacts
                : folder.distinguished() == DistinguishedFolder.IMCONTACTLIST ? groups : 0;
        return new Count(stored.total() + more, stored.unread());
    }

    /** How many folders lie in a folder. */
    static long children(List<MailFolder> all, MailFolder folder) {
        return all.stream()
                .filter(other -> other.parent().equals(folder.key()))
                .filter(other -> !other.key().equals(folder.key()))
                .count();
    }
}
