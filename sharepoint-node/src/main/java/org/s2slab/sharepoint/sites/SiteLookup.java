package org.s2slab.sharepoint.sites;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;

/**
 * Finds site collections and webs by the URLs that administrators enter.
 *
 * @param host the host of the first web application
 */
record SiteLookup(String host) {
    private static final Pattern PATH = Pattern.compile("|/sites/[a-z0-9][a-z0-9._-]*");

    /** The site collection at a URL; fails with NOT_FOUND. */
    Site at(ReadTransaction rx, String url) {
        return SiteStore.byKey(rx, WebApplicationStore.key(webApplication(rx, url), path(url)))
                .orElseThrow(() -> Refusal.notFound("Cannot find an SPSite object with Id or Url: " + url + "."));
    }

    /** The web at a URL; fails with NOT_FOUND. */
    Site webAt(ReadTransaction rx, String url) {
        return webWith(rx, webPath(rx, url), url);
    }

    /** The parent of the web with this URL; fails with NOT_FOUND. */
    Site above(ReadTransaction rx, String url) {
        String path = webPath(rx, url);
        return webWith(rx, path.substring(0, Math.max(path.lastIndexOf('/'), 0)), url);
    }

    private String webPath(ReadTransaction rx, String url) {
        return found(rx, url).isPresent() ? written(url) : path(url);
    }

    private Optional<String> found(ReadTransaction rx, String url) {
        return WebApplicationStore.at(
                rx, host, Objects.requireNonNullElse(URI.create(url).getHost(), ""));
    }

    /** The web application of a URL, see {@link Site.Collection#webApplication}; throws PARAMETER_INVALID. */
    String webApplication(ReadTransaction rx, String url) {
        return found(rx, url).orElseThrow(() -> invalid(url));
    }

    private Site webWith(ReadTransaction rx, String path, String url) {
        return SiteStore.byKey(rx, WebApplicationStore.key(webApplication(rx, url), path))
                .orElseThrow(() -> Refusal.notFound("Cannot find an SPWeb object with Id or Url: " + url + "."));
    }

    /** The path of a URL as written, without a final slash. */
    static String written(String url) {
        String path = URI.create(url).getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The path of a site collection's URL on this farm: empty or {@code /sites/x}; throws PARAMETER_INVALID. */
    String path(String url) {
        String normal = written(url).toLowerCase(Locale.ROOT);
        if (!PATH.matcher(normal).matches()) {
            throw invalid(url);
        }
        return normal;
    }

    private Refusal invalid(String url) {
        return Refusal.invalid("'" + url + "' is no address of a site collection here; expected https://" + host
                + " or https://" + host + "/sites/<name>, or the same with the host of another web application.");
    }
}
