package org.s2slab.xml;

/**
 * An XML namespace and the prefix for writing it. A parsed document may use any prefix.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {
    /** The namespace of names without namespace. */
    public static final XmlNamespace NONE = new XmlNamespace("", "");
}
