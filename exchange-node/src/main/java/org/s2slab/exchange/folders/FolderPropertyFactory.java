package org.s2slab.exchange.folders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.EffectiveRights;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;

/** Creates the properties of a folder for responses. */
public final class FolderPropertyFactory {
    private FolderPropertyFactory() {}

    /**
     * @param children the number of subfolders
     * @param changed the time of the last change in each folder, by folder key
     */
    static ObjectProperties of(
            Mailbox mailbox, MailFolder folder, Count items, long children, Map<String, Instant> changed) {
        String element = folder.element();
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id("folder:FolderId", IdElement.of(mailbox, folder)));
        properties.add(ItemProperty.id("folder:ParentFolderId", IdElement.ofFolder(mailbox.id(), folder.parent())));
        if (!folder.folderClass().isEmpty()) {
            properties.add(ItemProperty.simple("folder:FolderClass", folder.folderClass()));
        }
        properties.add(ItemProperty.simple("folder:DisplayName", folder.name()));
        properties.add(ItemProperty.simple("folder:TotalCount", items.total()));
        properties.add(ItemProperty.simple("folder:ChildFolderCount", children));
        properties.add(ItemProperty.hidden("mapi:Subfolders", Boolean.toString(children > 0)));
        properties.add(ItemProperty.hidden("mapi:MessageSize", Long.toString(items.size())));
        properties.add(ItemProperty.hidden(
                "mapi:LocalCommitTimeMax",
                changed.getOrDefault(folder.key(), Instant.EPOCH).toString()));
        properties.add(ItemProperty.rights("folder:EffectiveRights", EffectiveRights.inFolder(!isOfGroups(folder))));
        folder.known()
                .filter(DistinguishedFolder::isNamedInSchema)
                .map(DistinguishedFolder::distinguishedName)
                .map(name -> ItemProperty.simple("folder:DistinguishedFolderId", name))
                .ifPresent(properties::add);
        if (!element.equals("ContactsFolder") && !element.equals("CalendarFolder")) {
            properties.add(ItemProperty.simple("folder:UnreadCount", items.unread()));
        }
        SearchCriteria.of(folder)
                .map(criteria -> ItemProperty.of("folder:SearchParameters", null, criteria.shown(mailbox)))
                .ifPresent(properties::add);
        return ObjectProperties.of(element, properties);
    }

    /** Whether the items of a folder are the groups of the IM list. */
    static boolean isOfGroups(MailFolder folder) {
        return folder.distinguished() == DistinguishedFolder.IMCONTACTLIST;
    }
}
