package org.s2slab.xml;

/** A place in an XML document, both numbers counted from 1. */
public record XmlLocation(int line, int column) {}
