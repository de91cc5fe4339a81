package org.s2slab.lync.exchange;

import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** The id Exchange gave a group or contact of an IM list ([MS-OXWSCOS] ItemIdType). Members are compared by id only. */
public record ItemId(String id, String changeKey) {
    static ItemId of(XmlElement element) {
        return new ItemId(
                element.attribute("Id").orElse(""),
                element.attribute("ChangeKey").orElse(""));
    }

    String xml(String element) {
        String key = changeKey.isEmpty() ? "" : " ChangeKey=\"" + XmlText.escape(changeKey) + "\"";
        return "<" + element + " Id=\"" + XmlText.escape(id) + "\"" + key + "/>";
    }
}
