package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import org.s2slab.xml.XmlElement;

/** The rights of the caller over an item or folder ({@code EffectiveRightsType}); nothing is created in an item. */
record EffectiveRights(
        boolean create, boolean subfolders, boolean delete, boolean modify, boolean read, boolean viewsPrivate) {
    /** The rights of the owner of the mailbox in a folder. */
    static EffectiveRights inFolder(boolean all) {
        return new EffectiveRights(all, all, all, all, true, true);
    }

    XmlElement element() {
        return t(
                "EffectiveRights",
                t("CreateAssociated", Boolean.toString(create && modify)),
                t("CreateContents", Boolean.toString(create)),
                t("CreateHierarchy", Boolean.toString(subfolders)),
                t("Delete", Boolean.toString(delete)),
                t("Modify", Boolean.toString(modify)),
                t("Read", Boolean.toString(read)),
                t("ViewPrivateItems", Boolean.toString(viewsPrivate)));
    }
}
