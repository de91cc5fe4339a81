package org.s2slab.ews;

import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The id Exchange gave an item, a group or a contact of an IM list ([MS-OXWSCORE] ItemIdType); empty where it gave none. */
public record EwsItemId(String id, String changeKey) {
    /** The id in the attributes of an element. */
    public static EwsItemId of(XmlElement element) {
        return new EwsItemId(
                element.attribute("Id").orElse(""), element.attribute("ChangeKey").orElse(""));
    }

    /** Writes the id as an element of that name. */
    public XmlWriter write(XmlWriter xml, XmlNamespace namespace, String name) {
        xml.open(namespace, name).attribute("Id", id);
        if (!changeKey.isEmpty()) {
            xml.attribute("ChangeKey", changeKey);
        }
        return xml.close();
    }
}
