package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.StoreId;

/** Items and folders as somebody sees them whose rights in the mailbox are limited. */
final class RightsView {
    private static final String ITEM_RIGHTS = "item:EffectiveRights";

    /** What a list shows of an item that is private. */
    private static final Set<String> OF_PRIVATE = Set.of(
            ItemProperty.EXTENDED,
            "item:ItemId",
            "item:ParentFolderId",
            "item:ItemClass",
            "item:Sensitivity",
            ITEM_RIGHTS,
            "calendar:Start",
            "calendar:End",
            "calendar:IsAllDayEvent",
            "calendar:LegacyFreeBusyStatus",
            "calendar:CalendarItemType",
            "calendar:IsRecurring");

    private RightsView() {}

    /** Whether an item shows in lists only, and there with nothing but its time. */
    private static boolean hides(MailboxRights rights, PropertySet shown, Item item) {
        return !rights.views(key(item))
                && shown.properties().stream()
                        .anyMatch(property -> property.uri().equals("item:Sensitivity")
                                && property.values().contains("Private"));
    }

    /** Whether a list shows nothing but the time of an item. */
    static boolean isReduced(PropertySet shown) {
        return shown.properties().stream().noneMatch(property -> property.uri().equals("item:Size"));
    }

    /** The key of an item, or of the series of an occurrence. */
    private static String key(Item item) {
        StoreId id = item.storeId();
        return id.kind() == StoreId.Kind.OCCURRENCE ? id.master().key() : id.key();
    }

    /** An item in a list. */
    static PropertySet item(MailboxRights rights, Item item, PropertySet shown) {
        if (rights.full()) {
            return shown;
        }
        boolean hidden = hides(rights, shown, item);
        List<ItemProperty> properties = shown.properties().stream()
                .filter(property -> !hidden || OF_PRIVATE.contains(property.uri()))
                .map(property -> property.uri().equals(ITEM_RIGHTS) ? rights(rights, item, hidden) : property)
                .toList();
        return new PropertySet(shown.element(), properties);
    }

    /** An item by its id; empty for one that shows in lists only. */
    static Optional<PropertySet> one(MailboxRights rights, Item item, PropertySet shown) {
        return hides(rights, shown, item) ? Optional.empty() : Optional.of(item(rights, item, shown));
    }

    private static ItemProperty rights(MailboxRights rights, Item item, boolean hidden) {
        String folder = item.folder();
        boolean open = !hidden && !item.isPreserved();
        return ItemProperty.rights(
                ITEM_RIGHTS,
                new EffectiveRights(
                        false,
                        false,
                        open && rights.allows(folder, key(item), FolderRights.DELETE_ANY, FolderRights.DELETE_OWNED),
                        open && rights.allows(folder, key(item), FolderRights.EDIT_ANY, FolderRights.EDIT_OWNED),
                        !hidden && rights.reads(folder, key(item)),
                        rights.viewsPrivate()));
    }

    /** Folders of a list. */
    static List<PropertySet> folders(MailboxRights rights, List<MailFolder> folders, List<PropertySet> shown) {
        return IntStream.range(0, shown.size())
                .mapToObj(i -> folder(rights, folders.get(i), shown.get(i), List.of()))
                .toList();
    }

    /** A folder; with its permissions, if there are any to show. */
    static PropertySet folder(MailboxRights rights, MailFolder folder, PropertySet shown, List<ItemProperty> more) {
        if (rights.full() && more.isEmpty()) {
            return shown;
        }
        List<ItemProperty> properties = new ArrayList<>();
        for (ItemProperty property : shown.properties()) {
            if (property.uri().equals("folder:UnreadCount")) {
                properties.addAll(more);
            }
            boolean own = rights.full() || !property.uri().equals("folder:EffectiveRights");
            properties.add(own ? property : rights(rights, folder));
        }
        if (!properties.containsAll(more)) {
            properties.addAll(more);
        }
        return new PropertySet(shown.element(), properties);
    }

    private static ItemProperty rights(MailboxRights all, MailFolder folder) {
        FolderRights rights = all.of(folder.key());
        return ItemProperty.rights(
                "folder:EffectiveRights",
                new EffectiveRights(
                        rights.has(FolderRights.CREATE),
                        rights.has(FolderRights.CREATE_SUBFOLDER),
                        rights.has(FolderRights.OWNER),
                        rights.has(FolderRights.OWNER),
                        rights.has(FolderRights.READ_ANY),
                        all.viewsPrivate()));
    }
}
