package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import org.s2slab.config.Switches;
import org.s2slab.xml.XmlElement;

/** The rights of the caller on an item or folder ({@code EffectiveRightsType}). */
public record EffectiveRights(Switches<EffectiveRight> rights) {
    /** A right of the caller. */
    public enum EffectiveRight {
        CREATE,
        SUBFOLDERS,
        DELETE,
        MODIFY,
        READ,
        VIEW_PRIVATE
    }

    /** The rights of the mailbox owner in a folder. */
    public static EffectiveRights inFolder(boolean all) {
        return new EffectiveRights(Switches.of(EffectiveRight.READ, EffectiveRight.VIEW_PRIVATE)
                .with(EffectiveRight.CREATE, all)
                .with(EffectiveRight.SUBFOLDERS, all)
                .with(EffectiveRight.DELETE, all)
                .with(EffectiveRight.MODIFY, all));
    }

    XmlElement element() {
        return t(
                "EffectiveRights",
                t("CreateAssociated", rights.has(EffectiveRight.CREATE) && rights.has(EffectiveRight.MODIFY)),
                t("CreateContents", rights.has(EffectiveRight.CREATE)),
                t("CreateHierarchy", rights.has(EffectiveRight.SUBFOLDERS)),
                t("Delete", rights.has(EffectiveRight.DELETE)),
                t("Modify", rights.has(EffectiveRight.MODIFY)),
                t("Read", rights.has(EffectiveRight.READ)),
                t("ViewPrivateItems", rights.has(EffectiveRight.VIEW_PRIVATE)));
    }
}
