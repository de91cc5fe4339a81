package org.s2slab.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** Reads and writes IP addresses as text (RFC 5952). Never asks a name server. */
public final class IpAddressSyntax {
    private IpAddressSyntax() {}

    /** The address of a literal such as {@code 127.0.0.1} or {@code ::1}, without brackets and without a zone. */
    public static Optional<InetAddress> parse(String text) {
        boolean plain = NetUtil.isValidIpV4Address(text)
                || (NetUtil.isValidIpV6Address(text) && text.chars().noneMatch(c -> c == '[' || c == '%'));
        return plain ? Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(text)) : Optional.empty();
    }

    /** The shortest text of an address. */
    public static String text(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** A host name or address as a part of a URL or of a Host field: an IPv6 address is in brackets. */
    public static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
