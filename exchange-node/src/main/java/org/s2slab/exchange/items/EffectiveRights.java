package org.s2slab.exchange.items;

import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The rights of the caller over an item or folder ({@code EffectiveRightsType}); nothing is created in an item. */
record EffectiveRights(
        boolean create, boolean subfolders, boolean delete, boolean modify, boolean read, boolean viewsPrivate) {
    /** The rights of the owner of the mailbox in a folder. */
    static EffectiveRights inFolder(boolean all) {
        return new EffectiveRights(all, all, all, all, true, true);
    }

    void write(XmlWriter xml) {
        XmlNamespace t = EwsNames.TYPES;
        xml.open(t, "EffectiveRights")
                .element(t, "CreateAssociated", Boolean.toString(create && modify))
                .element(t, "CreateContents", Boolean.toString(create))
                .element(t, "CreateHierarchy", Boolean.toString(subfolders))
                .element(t, "Delete", Boolean.toString(delete))
                .element(t, "Modify", Boolean.toString(modify))
                .element(t, "Read", Boolean.toString(read))
                .element(t, "ViewPrivateItems", Boolean.toString(viewsPrivate))
                .close();
    }
}
