package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import org.s2slab.xml.XmlElement;

/** The rights of the caller on an item or folder ({@code EffectiveRightsType}). */
public record EffectiveRights(
        boolean create, boolean subfolders, boolean delete, boolean modify, boolean read, boolean viewsPrivate) {
    /** The rights of the mailbox owner in a folder. */
    public static EffectiveRights inFolder(boolean all) {
        return new EffectiveRights(all, all, all, all, true, true);
    }

    XmlElement element() {
        return t(
                "EffectiveRights",
                t("CreateAssociated", create && modify),
                t("CreateContents", create),
                t("CreateHierarchy", subfolders),
                t("Delete", delete),
                t("Modify", modify),
                t("Read", read),
                t("ViewPrivateItems", viewsPrivate));
    }
}
