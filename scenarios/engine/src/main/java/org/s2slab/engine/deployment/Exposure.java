package org.s2slab.engine.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.config.ListenerConfig;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.refusal.Refusal;

/**
 * The address at which a deployment listens, and the name by which clients reach this machine.
 *
 * @param address an IP address; 0.0.0.0 or :: for every address of this machine
 * @param name a DNS name in lower case that leads clients to this machine, or null
 */
public record Exposure(String address, @Nullable String name) {
    /** The default: only programs on this machine can connect. */
    public static final Exposure LOOPBACK = new Exposure(ListenerConfig.ANY.address(), null);

    /**
     * Checks an address and a name.
     *
     * @param listen null for the loopback address
     * @throws IllegalArgumentException if one of them is malformed; the message begins with its key, listen or name
     */
    public static Exposure of(@Nullable String listen, @Nullable String name) {
        InetAddress address = IpAddressSyntax.parse(Objects.requireNonNullElse(listen, LOOPBACK.address()))
                .filter(found -> !found.isMulticastAddress())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "listen: '" + listen
                                        + "' is not an IP address of a machine; name one such as 192.0.2.10, or 0.0.0.0 for every address"));
        if (name != null && !HostNameSyntax.isDnsName(name)) {
            throw new IllegalArgumentException("name: '" + name
                    + "' is not a DNS name; name one without scheme and port, such as lab.example.test");
        }
        return new Exposure(IpAddressSyntax.text(address), name == null ? null : name.toLowerCase(Locale.ROOT));
    }

    private InetAddress parsed() {
        return IpAddressSyntax.parse(address).orElseThrow();
    }

    /** Whether only programs on this machine can connect. */
    public boolean isLoopback() {
        return parsed().isLoopbackAddress();
    }

    private boolean isWildcard() {
        return parsed().isAnyLocalAddress();
    }

    /** The IP address by which a program on this machine reaches the ports. */
    public String connect() {
        return isWildcard() ? LOOPBACK.address() : address;
    }

    /** The host by which clients reach the ports, as a part of a URL. */
    public String clientHost() {
        return name == null ? IpAddressSyntax.inUrl(connect()) : name;
    }

    /** The URL of a port whose TLS certificate covers {@link #furtherHosts}. */
    public String url(int port) {
        return "https://" + (equals(LOOPBACK) ? "localhost" : clientHost()) + ":" + port;
    }

    /** What a certificate must cover beside a server's own hosts, localhost and 127.0.0.1. */
    public List<String> furtherHosts() {
        List<String> hosts = new ArrayList<>();
        if (name != null) {
            hosts.add(name);
        }
        if (!connect().equals(LOOPBACK.address())) {
            hosts.add(connect());
        }
        return hosts;
    }

    /**
     * Checks that this machine has the address. Blocks the calling thread.
     *
     * @throws Refusal if it has not
     */
    public void requireUsable() {
        if (equals(LOOPBACK)) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(parsed(), 0));
        } catch (IOException e) {
            throw Refusal.invalid("listen: this machine cannot listen at '" + address + "' (" + e.getMessage()
                    + "); name an address of this machine, or 0.0.0.0 for every address");
        }
    }
}
