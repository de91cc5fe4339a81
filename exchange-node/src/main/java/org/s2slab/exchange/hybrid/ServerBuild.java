package org.s2slab.exchange.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.exchange.organization.MailboxServers;

/**
 * The names and the build of this server, which decide the setting overrides that it has.
 *
 * @param hosts the host names of the server
 */
record ServerBuild(List<String> hosts) {
    /** The build of Exchange Server SE with the hotfix of May 2026, which has both settings of the lab. */
    static final String BUILD = "15.2.2562.41";

    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){1,3}");

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** Whether a name is a host name of this server, or the first label of one. */
    boolean isNamed(String name) {
        return hosts.stream().anyMatch(host -> MailboxServers.isNamed(host, name));
    }

    /** Whether an override is for this server and its build. */
    boolean has(SettingOverride override) {
        String first = override.minVersion();
        String last = override.maxVersion();
        return (override.server().isEmpty() || override.server().stream().anyMatch(this::isNamed))
                && (first == null || compare(first, BUILD) <= 0)
                && (last == null || compare(last, BUILD) >= 0);
    }

    /** The short name of this server, as in its diagnostic information. */
    String name() {
        return MailboxServers.name(hosts.get(0));
    }

    /** The build as the product shows it, such as {@code Version 15.2 (Build 2562.41)}. */
    static String displayVersion() {
        return BUILD.replaceFirst("^(\\d+\\.\\d+)\\.(.*)$", "Version $1 (Build $2)");
    }

    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
