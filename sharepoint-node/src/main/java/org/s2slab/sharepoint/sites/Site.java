package org.s2slab.sharepoint.sites;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A web: the top-level web of a site collection, or a sub-web.
 *
 * @param path empty for the web at the root of the host, otherwise for instance {@code /sites/x/Plans}
 * @param template for instance {@code STS#0}, or {@code EDISC#0} for an eDiscovery centre
 * @param collection the site collection of the web
 * @param parentId the id of the parent web, or null for a top-level web
 * @param scopeId the id of the web whose roles apply: the web itself, or the web from which it inherits
 */
public record Site(
        String id,
        String path,
        String title,
        String template,
        Instant created,
        String description,
        Collection collection,
        @Nullable String parentId,
        String scopeId) {
    /**
     * A site collection, which has the people and groups of all its webs.
     *
     * @param id the id of its top-level web
     * @param path the path of its top-level web
     * @param owner the user principal name of the administrator, in lower case; empty without an administrator
     * @param webApplication the host of its web application; empty for the first web application of the farm
     */
    public record Collection(String id, String path, String owner, String webApplication) {
        /**
         * The address of the site collection.
         *
         * @param first the host of the first web application
         */
        public String url(String first) {
            return "https://" + host(first) + path;
        }

        /** The host of its web application, or the host of the first web application. */
        public String host(String first) {
            return webApplication.isEmpty() ? first : webApplication;
        }
    }

    /**
     * The address of the web.
     *
     * @param first the host of the first web application of the farm
     */
    public String url(String first) {
        return "https://" + collection.host(first) + path;
    }

    /** The key of the web in the farm, see {@link WebApplicationStore#key}. */
    public String key() {
        return WebApplicationStore.key(collection.webApplication(), path);
    }

    /** The path of the web in REST. */
    public String serverRelativeUrl() {
        return path.isEmpty() ? "/" : path;
    }

    public boolean isTopLevel() {
        return parentId == null;
    }

    /** Whether the web has its own roles. */
    public boolean hasOwnRoles() {
        return scopeId.equals(id);
    }

    /** The site definition in the name of the template, for instance {@code STS}. */
    public String definition() {
        return template.split("#", 2)[0];
    }

    /** The configuration in the name of the template, for instance 0. */
    public int configuration() {
        return template.matches("[^#]*#[0-9]{1,4}")
                ? Integer.parseInt(template.substring(template.indexOf('#') + 1))
                : 0;
    }

    /** The user principal name of the administrator of the site collection; empty without an administrator. */
    public String owner() {
        return collection.owner();
    }
}
