package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.Nullable;

/**
 * A person of a site collection.
 *
 * @param number what REST calls the person's Id, unique in the site collection
 * @param right what the person may do, or null for one who lost it
 */
public record SiteUser(String upn, int number, @Nullable SiteRight right) {}
