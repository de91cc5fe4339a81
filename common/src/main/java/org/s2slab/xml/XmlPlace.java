package org.s2slab.xml;

/** A place in a document, both numbers counted from 1. */
public record XmlPlace(int line, int column) {}
