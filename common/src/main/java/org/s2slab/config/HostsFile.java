package org.s2slab.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.launch.OwnerOnlyRights;
import org.s2slab.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployment's hosts file, which maps real names ({@code exchange.contoso.com}) to the address and port of a node.
 * URLs, Host fields, SNI and audiences have the real names. A name that is not listed does not exist, so no traffic
 * leaves the machines that the file names.
 *
 * <p>A file has lines such as {@code 127.0.0.1:8443 exchange.contoso.com autodiscover.contoso.com}; {@code #} begins a
 * comment. A name on several lines is the name of a pool, and each line has one of its servers. In place of an IP address, a line may have a DNS name ({@code exchange:8443}). The file keeps the DNS name.
 * Each connection resolves it again, because a new container has a new address. Only the owner may have the right to
 * write the file: a person who can write this file can send the node's calls to another server. The file is read again
 * when it changes. Entries of {@link #put} take precedence.
 */
public final class HostsFile {
    private static final Logger LOG = LoggerFactory.getLogger(HostsFile.class);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[(?<six>[0-9a-fA-F.]*:[0-9a-fA-F:.]*)]|(?<name>[^\\[\\]:]+)):(?<port>[0-9]{1,5})");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final Map<String, List<InetSocketAddress>> addresses = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final @Nullable Path file;
    private volatile Read read = new Read(null, Map.of());

    /** The content of the file when it was last read. */
    private record Read(@Nullable Version version, Map<String, List<InetSocketAddress>> addresses) {}

    /** The version of the file. Its date is not enough, because two changes may have the same date. */
    private record Version(
            FileTime modified, long size, @Nullable Object key) {
        static Version of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
        }
    }

    /** A hosts file in memory, with the entries of {@link #put} only. */
    public HostsFile() {
        this.file = null;
    }

    private HostsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a hosts file.
     *
     * @throws Refusal PARAMETER_INVALID with file and line if a line has another form, or if the file cannot be read or
     *     others may write it
     */
    public static HostsFile fromFile(Path file) {
        HostsFile hosts = new HostsFile(file);
        try {
            hosts.read = readFrom(file);
        } catch (IOException e) {
            throw Refusal.invalid("hosts-file: cannot read " + file + ": " + e.getMessage());
        }
        return hosts;
    }

    /** Maps a host name to an address. */
    public void put(String host, InetSocketAddress address) {
        put(host, List.of(address));
    }

    /** Maps the name of a pool to the addresses of its servers. */
    public void put(String host, List<InetSocketAddress> servers) {
        addresses.put(host.toLowerCase(Locale.ROOT), List.copyOf(servers));
    }

    /**
     * The addresses of a host name, or none if the deployment has no such host. A caller tries them in this order until
     * one accepts a connection. Each call begins with the next server of a pool. An address is unresolved if the file
     * has a DNS name.
     */
    public List<InetSocketAddress> find(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        List<InetSocketAddress> told = addresses.get(name);
        List<InetSocketAddress> found = told == null ? current().getOrDefault(name, List.of()) : told;
        if (found.size() < 2) {
            return found;
        }
        List<InetSocketAddress> rotated = new ArrayList<>(found);
        Collections.rotate(rotated, turn.getAndIncrement());
        return rotated;
    }

    /** Checks the file's attributes in some microseconds; if the file is unusable, its last good content stays. */
    private Map<String, List<InetSocketAddress>> current() {
        if (file == null) {
            return Map.of();
        }
        try {
            if (!Version.of(file).equals(read.version())) {
                read = readFrom(file);
            }
        } catch (IOException | UncheckedIOException | Refusal e) {
            LOG.warn("the hosts file is unusable, its last good content stays: {}", e.getMessage());
        }
        return read.addresses();
    }

    private static Read readFrom(Path file) throws IOException {
        Version version = Version.of(file);
        String fault = OwnerOnlyRights.faultOfWriters(file);
        if (fault != null) {
            throw Refusal.invalid("hosts-file: " + fault);
        }
        Map<String, List<InetSocketAddress>> found = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (content.isEmpty()) {
                continue;
            }
            String[] words = WHITE_SPACE.split(content, -1);
            InetSocketAddress address = addressOf(words[0], file + ":" + number);
            if (words.length == 1) {
                throw Refusal.invalid(file + ":" + number + ": there is no host name after '" + words[0] + "'");
            }
            for (int i = 1; i < words.length; i++) {
                found.computeIfAbsent(words[i].toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                        .add(address);
            }
        }
        return new Read(version, found);
    }

    private static InetSocketAddress addressOf(String text, String place) {
        Matcher form = ADDRESS.matcher(text);
        int port = form.matches() ? Integer.parseInt(form.group("port")) : 0;
        if (port > 0 && port <= 65_535) {
            String name = form.group("name");
            Optional<InetAddress> literal = IpAddressSyntax.parse(name == null ? form.group("six") : name);
            if (literal.isPresent()) {
                return new InetSocketAddress(literal.get(), port);
            }
            if (name != null && HostNameSyntax.isDnsName(name)) {
                return InetSocketAddress.createUnresolved(name, port);
            }
        }
        throw Refusal.invalid(place + ": '" + text
                + "' is not an address and port such as 127.0.0.1:8443, [::1]:8443 or" + " exchange:8443");
    }
}
