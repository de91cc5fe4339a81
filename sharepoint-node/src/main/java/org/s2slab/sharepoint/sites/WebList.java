package org.s2slab.sharepoint.sites;

/** A list in a web. */
public record WebList(String id, ListKind kind, int itemCount) {}
