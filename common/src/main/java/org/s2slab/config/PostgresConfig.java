package org.s2slab.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database that replaces the file in a node's data folder. Instances of one role may share it; roles may
 * not.
 *
 * @param url {@code postgresql://host:port/database} (default port: 5432), or several addresses of one database with
 *     commas between them: the node uses the primary server
 * @param user the database role that owns the tables
 * @param password that role's password
 * @param rootCertificate PEM file of the root certificate that issued the server's certificate: the connection uses
 *     TLS, and the certificate must contain the host of the URL (default: TLS is not verified, so every host must be
 *     this machine)
 */
public record PostgresConfig(
        String url, String user, String password, @Nullable Path rootCertificate) {
    private static final int USUAL_PORT = 5432;
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("postgresql://([^/@]+)(/[^@]*)?");
    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]*|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("/[A-Za-z_][A-Za-z0-9_$-]{0,62}");

    public PostgresConfig {
        Matcher form = FORM.matcher(url);
        List<String> addresses = form.matches() ? addressesIn(form.group(1)) : List.of();
        if (addresses.isEmpty() || !addresses.stream().allMatch(PostgresConfig::isAddress)) {
            // The message does not repeat the text, because the part before an @ may be a password.
            throw new IllegalArgumentException("url: expected the form postgresql://host:port/database without user and"
                    + " password; use the keys user and password for these");
        }
        String path = form.group(2) == null ? "" : form.group(2);
        if (!NAME.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "url: '" + path + "' must be the name of one database, such as /lync, without anything after it");
        }
        if (rootCertificate == null) {
            addresses.forEach(PostgresConfig::requireThisMachine);
        }
        if (user.isBlank() || password.isEmpty()) {
            throw new IllegalArgumentException("user, password: both are needed");
        }
    }

    private static List<String> addressesIn(String authority) {
        return Arrays.asList(authority.split(",", -1));
    }

    private static boolean isAddress(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.matches() && (address.group(2) == null || isPort(Integer.parseInt(address.group(2))));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= LAST_PORT;
    }

    private static void requireThisMachine(String address) {
        Matcher parts = ADDRESS.matcher(address);
        String host = parts.matches() ? parts.group(1) : address;
        boolean isThisMachine = host.equals("localhost")
                || IpAddressSyntax.parse(host.replaceAll("[\\[\\]]", ""))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
        if (!isThisMachine) {
            throw new IllegalArgumentException("url: '" + host
                    + "' is not this machine (localhost, 127.0.0.1, [::1]), and the connection has no verified TLS; set"
                    + " the key root-certificate to the PEM file of the root certificate that issued the server's"
                    + " certificate");
        }
    }

    /** The addresses of the servers, each as {@code host:port}, in their order in the URL. */
    public List<String> addresses() {
        Matcher form = FORM.matcher(url);
        return addressesIn(form.matches() ? form.group(1) : "").stream()
                .map(PostgresConfig::withPort)
                .toList();
    }

    private static String withPort(String address) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.matches() && parts.group(2) != null ? address : address + ":" + USUAL_PORT;
    }

    /** The name of the database on its server. */
    public String database() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** The text form, without the password. */
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
