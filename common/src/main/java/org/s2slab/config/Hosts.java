package org.s2slab.config;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The deployment's hosts file: real names ({@code exchange.contoso.com}) to an address and port on this machine, so
 * that URLs, Host fields, SNI and audiences stay real while nothing leaves the machine. A name that is not listed does
 * not exist.
 */
public final class Hosts {
    private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();

    /** Says where a host name is served. */
    public void put(String host, InetSocketAddress address) {
        addresses.put(host.toLowerCase(Locale.ROOT), address);
    }

    /** Where a host name is served, or empty when the deployment has no such host. */
    public Optional<InetSocketAddress> find(String host) {
        return Optional.ofNullable(addresses.get(host.toLowerCase(Locale.ROOT)));
    }
}
