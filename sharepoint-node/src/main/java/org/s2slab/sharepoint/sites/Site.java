package org.s2slab.sharepoint.sites;

import java.time.Instant;

/**
 * A site collection and its only web.
 *
 * @param path empty for the root site collection, else {@code /sites/x} in lower case
 * @param template for instance {@code STS#0}, or {@code EDISC#0} for an eDiscovery centre
 * @param owner the user principal name of the site collection's administrator, in lower case; empty without one
 */
public record Site(
        String id, String path, String title, String template, String owner, Instant created, String description) {
    /** The address of the web on a host. */
    public String url(String host) {
        return "https://" + host + path;
    }

    /** The path by which REST names the web. */
    public String serverRelativeUrl() {
        return path.isEmpty() ? "/" : path;
    }
}
