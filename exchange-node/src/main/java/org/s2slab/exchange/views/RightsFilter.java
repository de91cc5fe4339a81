package org.s2slab.exchange.views;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.values.EffectiveRights;
import org.s2slab.exchange.values.EffectiveRights.EffectiveRight;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;

/** Reduces items and folders to what a user with limited rights in the mailbox may see. */
public final class RightsFilter {
    private static final String ITEM_RIGHTS = "item:EffectiveRights";
    private static final String FOLDER_RIGHTS = "folder:EffectiveRights";
    private static final String SHARING_RIGHTS = "folder:SharingEffectiveRights";

    /** The properties of a private item in a list. */
    private static final Set<String> OF_PRIVATE = PropertyGroup.uris("shown of private");

    private RightsFilter() {}

    /** Whether an item in a list shows only its time. */
    public static boolean isReduced(ObjectProperties shown) {
        return shown.texts("item:Size").isEmpty();
    }

    /** An item in a list. */
    public static ObjectProperties item(MailboxRights rights, Item item, ObjectProperties shown) {
        if (rights.full()) {
            return shown;
        }
        boolean hidden = new PrivacyRules(rights).hides(item);
        return new ObjectProperties(
                shown.element(),
                uri -> hidden && !OF_PRIVATE.contains(uri)
                        ? null
                        : uri.equals(ITEM_RIGHTS)
                                ? rights(rights, item, hidden)
                                : shown.properties().apply(uri));
    }

    /** An item by its id; empty for a private item, which is only visible in lists. */
    public static Optional<ObjectProperties> one(MailboxRights rights, Item item, ObjectProperties shown) {
        return new PrivacyRules(rights).hides(item) ? Optional.empty() : Optional.of(item(rights, item, shown));
    }

    private static ItemProperty rights(MailboxRights rights, Item item, boolean hidden) {
        String folder = item.folder();
        boolean open = !hidden && !item.isPreserved();
        return ItemProperty.rights(
                ITEM_RIGHTS,
                new EffectiveRights(Switches.<EffectiveRight>of()
                        .with(
                                EffectiveRight.DELETE,
                                open
                                        && rights.allows(
                                                folder,
                                                PrivacyRules.key(item),
                                                FolderRights.DELETE_ANY,
                                                FolderRights.DELETE_OWNED))
                        .with(
                                EffectiveRight.MODIFY,
                                open
                                        && rights.allows(
                                                folder,
                                                PrivacyRules.key(item),
                                                FolderRights.EDIT_ANY,
                                                FolderRights.EDIT_OWNED))
                        .with(EffectiveRight.READ, !hidden && rights.reads(folder, PrivacyRules.key(item)))
                        .with(EffectiveRight.VIEW_PRIVATE, rights.viewsPrivate())));
    }

    /** A folder, with its permissions if the response contains them. */
    public static ObjectProperties folder(
            MailboxRights rights, MailFolder folder, ObjectProperties shown, List<ItemProperty> more) {
        Map<String, ItemProperty> instead =
                more.stream().collect(Collectors.toMap(ItemProperty::uri, property -> property));
        if (!rights.full()) {
            instead.put(FOLDER_RIGHTS, rights(rights, folder));
            instead.put(
                    SHARING_RIGHTS,
                    ItemProperty.simple(SHARING_RIGHTS, rights.of(folder.key()).readAccess()));
        }
        return shown.with(instead);
    }

    private static ItemProperty rights(MailboxRights all, MailFolder folder) {
        FolderRights rights = all.of(folder.key());
        return ItemProperty.rights(
                FOLDER_RIGHTS,
                new EffectiveRights(Switches.<EffectiveRight>of()
                        .with(EffectiveRight.CREATE, rights.has(FolderRights.CREATE))
                        .with(EffectiveRight.SUBFOLDERS, rights.has(FolderRights.CREATE_SUBFOLDER))
                        .with(EffectiveRight.DELETE, rights.has(FolderRights.OWNER))
                        .with(EffectiveRight.MODIFY, rights.has(FolderRights.OWNER))
                        .with(EffectiveRight.READ, rights.has(FolderRights.READ_ANY))
                        .with(EffectiveRight.VIEW_PRIVATE, all.viewsPrivate())));
    }
}
