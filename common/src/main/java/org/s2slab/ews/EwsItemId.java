package org.s2slab.ews;

import org.s2slab.xml.XmlElement;

/** The id of an item, or of a group or contact of an IM list ([MS-OXWSCORE] ItemIdType); may be empty. */
public record EwsItemId(String id, String changeKey) {
    /** Reads the id from the attributes of an element. */
    public static EwsItemId of(XmlElement element) {
        return new EwsItemId(
                element.attribute("Id").orElse(""),
                element.attribute("ChangeKey").orElse(""));
    }

    /** Adds the id to the attributes of an element. */
    public XmlElement in(XmlElement element) {
        XmlElement named = element.with("Id", id);
        return changeKey.isEmpty() ? named : named.with("ChangeKey", changeKey);
    }
}
