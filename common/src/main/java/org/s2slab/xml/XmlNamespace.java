package org.s2slab.xml;

/**
 * An XML namespace and the prefix this server writes it with; requests may use any prefix.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {}
