package org.s2slab.sharepoint.sites;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The web applications of the farm besides the first one, which every farm has. Each has a host of the farm. */
final class WebApplicationStore {
    private WebApplicationStore() {}

    /** A web application. */
    record WebApplication(String host, String name) {}

    /**
     * The key of a web: its path in lower case, and before it the host of a further web application
     * ({@code //intranet.contoso.com/sites/x}).
     *
     * @param webApplication the host, or empty for the first web application
     */
    static String key(String webApplication, String path) {
        return (webApplication.isEmpty() ? "" : "//" + webApplication) + path.toLowerCase(Locale.ROOT);
    }

    /** All web applications besides the first one, by name. */
    static List<WebApplication> all(ReadTransaction rx) {
        return rx.list(
                "SELECT host, name FROM web_applications ORDER BY name, host",
                row -> new WebApplication(row.text("host"), row.text("name")));
    }

    /**
     * The web application of a host as in {@link Site.Collection#webApplication}; empty if the farm has none there.
     *
     * @param first the host of the first web application
     */
    static Optional<String> at(ReadTransaction rx, String first, String host) {
        String key = host.toLowerCase(Locale.ROOT);
        return key.equalsIgnoreCase(first)
                ? Optional.of("")
                : rx.first("SELECT host FROM web_applications WHERE host = ?", row -> row.text("host"), key);
    }

    /** Creates a web application; false if its host or its name is taken. */
    static boolean add(WriteTransaction tx, WebApplication created) {
        return tx.execute(
                        "INSERT INTO web_applications (host, name, name_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        created.host(),
                        created.name(),
                        created.name().toLowerCase(Locale.ROOT))
                > 0;
    }
}
