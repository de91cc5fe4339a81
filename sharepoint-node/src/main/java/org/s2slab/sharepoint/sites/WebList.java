package org.s2slab.sharepoint.sites;

/** A list of a web. */
public record WebList(String id, ListKind kind, int itemCount) {}
