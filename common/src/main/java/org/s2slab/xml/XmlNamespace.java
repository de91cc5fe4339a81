package org.s2slab.xml;

/**
 * An XML namespace and the prefix it is written with; what is read may use any prefix.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {
    /** Of names that are in no namespace. */
    public static final XmlNamespace NONE = new XmlNamespace("", "");
}
