package org.s2slab.xml;

/** A place in a document, both numbers counted from 1. */
public record XmlLocation(int line, int column) {}
