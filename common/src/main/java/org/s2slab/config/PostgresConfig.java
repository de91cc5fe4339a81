package org.s2slab.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database that replaces the file in a node's data folder. Instances of one role may share it; roles may
 * not.
 *
 * @param url {@code postgresql://host:port/database} (default port: 5432); the host is this machine, because the
 *     connection has no TLS
 * @param user the database role that owns the tables
 * @param password that role's password
 */
public record PostgresConfig(String url, String user, String password) {
    private static final int USUAL_PORT = 5432;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern NAME = Pattern.compile("/[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    public PostgresConfig {
        URI address = parsed(url);
        if (!"postgresql".equals(address.getScheme()) || address.getHost() == null || address.getUserInfo() != null) {
            // The message does not repeat the text, because the part before an @ may be a password.
            throw new IllegalArgumentException("url: expected the form postgresql://host:port/database without user and"
                    + " password; use the keys user and password for these");
        }
        if (!NAME.matcher(address.getPath()).matches() || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("url: '" + address.getPath()
                    + "' must be the name of one database, such as /lync, without anything after it");
        }
        if (!THIS_MACHINE.matcher(address.getHost()).matches()) {
            throw new IllegalArgumentException("url: '" + address.getHost()
                    + "' is not this machine (localhost, 127.0.0.1, [::1]); the connection has no TLS. For a database"
                    + " on another machine, use a tunnel to a local port");
        }
        if (user.isBlank() || password.isEmpty()) {
            throw new IllegalArgumentException("user, password: both are needed");
        }
    }

    public String host() {
        return parsed(url).getHost();
    }

    public int port() {
        int port = parsed(url).getPort();
        return port < 0 ? USUAL_PORT : port;
    }

    /** The name of the database on its server. */
    public String database() {
        return parsed(url).getPath().substring(1);
    }

    /** The text form, without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url: is not an address: " + e.getReason(), e);
        }
    }
}
