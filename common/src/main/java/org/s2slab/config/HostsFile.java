package org.s2slab.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployment's hosts file: real names ({@code exchange.contoso.com}) to an address and port on this machine, so
 * that URLs, Host fields, SNI and audiences stay real while nothing leaves the machine. A name that is not listed does
 * not exist.
 *
 * <p>A file has lines such as {@code 127.0.0.1:8443 exchange.contoso.com autodiscover.contoso.com}, {@code #} begins a
 * comment. It is read again when it changes; what {@link #put} said goes before it.
 */
public final class HostsFile {
    private static final Logger LOG = LoggerFactory.getLogger(HostsFile.class);
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):([0-9]{1,5})");

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private final @Nullable Path file;
    private volatile Read read = new Read(null, Map.of());

    /** What the file said when it was last read. */
    private record Read(@Nullable Version version, Map<String, InetSocketAddress> addresses) {}

    /** What tells one content of the file from the next: a file that is replaced twice within a tick has one date. */
    private record Version(
            FileTime modified, long size, @Nullable Object key) {
        static Version of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
        }
    }

    /** Without a file: knows what it is told by {@link #put}. */
    public HostsFile() {
        this.file = null;
    }

    private HostsFile(Path file) {
        this.file = file;
    }

    /**
     * The hosts of a file.
     *
     * @throws Refusal PARAMETER_INVALID with file and line when a line has another form or the file cannot be read
     */
    public static HostsFile fromFile(Path file) {
        HostsFile hosts = new HostsFile(file);
        try {
            hosts.read = readFrom(file);
        } catch (IOException e) {
            throw new Refusal(RefusalCode.PARAMETER_INVALID, "hosts-file: cannot read " + file + ": " + e.getMessage());
        }
        return hosts;
    }

    /** Says where a host name is served. */
    public void put(String host, InetSocketAddress address) {
        addresses.put(host.toLowerCase(Locale.ROOT), address);
    }

    /** Where a host name is served, or empty when the deployment has no such host. */
    public Optional<InetSocketAddress> find(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        InetSocketAddress told = addresses.get(name);
        return Optional.ofNullable(told == null ? current().get(name) : told);
    }

    /** Costs one look at the file's attributes, some microseconds; a file that has become unusable leaves the last good one. */
    private Map<String, InetSocketAddress> current() {
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
        Map<String, InetSocketAddress> found = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (content.isEmpty()) {
                continue;
            }
            String[] words = WHITE_SPACE.split(content, -1);
            InetSocketAddress address = addressOf(words[0], file + ":" + number);
            for (int i = 1; i < words.length; i++) {
                found.put(words[i].toLowerCase(Locale.ROOT), address);
            }
        }
        return new Read(version, Map.copyOf(found));
    }

    private static InetSocketAddress addressOf(String text, String place) throws IOException {
        Matcher form = ADDRESS.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(3)) > 65_535) {
            throw new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    place + ": '" + text + "' is not an address and port such as 127.0.0.1:8443 or [::1]:8443");
        }
        String address = form.group(1) == null ? form.group(2) : form.group(1);
        return new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(form.group(3)));
    }
}
