package org.s2slab.sharepoint.sites;

import java.util.Locale;

/**
 * A file attached to an item.
 *
 * @param name the name of the file; unique in the item, without case
 */
public record AttachedFile(WebList list, ListItem item, String name) {
    /** Its address on the host, for instance {@code /sites/sales/Lists/Tasks/Attachments/1/plan.txt}. */
    public String address(String site) {
        return list.address(site) + "/Attachments/" + item.number() + "/" + name;
    }

    String key() {
        return name.toLowerCase(Locale.ROOT);
    }
}
