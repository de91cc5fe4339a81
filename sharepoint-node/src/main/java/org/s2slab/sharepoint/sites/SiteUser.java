package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A person in a site collection.
 *
 * @param number the person's Id in REST, unique in the site collection
 * @param right the strongest right of the person and the person's groups, or null after it was revoked
 * @param changed the data of the person that were changed in the site, by property
 */
public record SiteUser(String upn, int number, @Nullable SiteRight right, JsonObject changed) {}
