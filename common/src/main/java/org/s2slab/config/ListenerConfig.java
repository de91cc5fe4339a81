package org.s2slab.config;

import java.net.InetAddress;

/**
 * The address and port of a listener.
 *
 * @param address an IP address (default: loopback)
 * @param port a TCP port, or 0 for any free port
 */
public record ListenerConfig(String address, int port) {
    /** Any free port on loopback. */
    public static final ListenerConfig ANY = new ListenerConfig("127.0.0.1", 0);

    public ListenerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " is not between 0 and 65535");
        }
    }

    /** Whether the listener accepts connections to every address of the machine. */
    public boolean acceptsEveryAddress() {
        return IpAddressSyntax.parse(address)
                .map(InetAddress::isAnyLocalAddress)
                .orElse(false);
    }
}
