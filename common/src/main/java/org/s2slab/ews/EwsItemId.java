package org.s2slab.ews;

import org.s2slab.xml.XmlElement;

/** The id Exchange gave an item, a group or a contact of an IM list ([MS-OXWSCORE] ItemIdType); empty where it gave none. */
public record EwsItemId(String id, String changeKey) {
    /** The id in the attributes of an element. */
    public static EwsItemId of(XmlElement element) {
        return new EwsItemId(
                element.attribute("Id").orElse(""),
                element.attribute("ChangeKey").orElse(""));
    }

    /** The element with the id in its attributes. */
    public XmlElement in(XmlElement element) {
        XmlElement named = element.with("Id", id);
        return changeKey.isEmpty() ? named : named.with("ChangeKey", changeKey);
    }
}
