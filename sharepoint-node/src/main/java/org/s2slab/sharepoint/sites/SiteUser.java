package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.Nullable;

/**
 * A person in a site collection.
 *
 * @param number the person's Id in REST, unique in the site collection
 * @param right the person's right, or null after it was revoked
 */
public record SiteUser(String upn, int number, @Nullable SiteRight right) {}
