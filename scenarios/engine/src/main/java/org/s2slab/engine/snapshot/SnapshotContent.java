package org.s2slab.engine.snapshot;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.snapshot.SnapshotManifest.Entry;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.PemFiles;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ForeignDatabase;

/**
 * The files that a snapshot of a topology may have: which names, up to which size, with which content. Every other file
 * of a data folder is written again at the start, and is not taken from a snapshot.
 */
record SnapshotContent(String source, Topology plan) {
    static final String DATABASE = "node.db";

    /** Maximum size of a database in bytes. A mailbox of a million messages has less. */
    private static final long LARGEST_DATABASE = 4L << 30;

    /** Maximum size of a key, a certificate or a list in bytes. The longest has 3,000. */
    private static final long LARGEST_FILE = 64 * 1024;

    /** The files that each node has. */
    private static final List<String> OF_NODE =
            List.of("administrator", "certificates.json", "tls.pem", "tls-key.pem", DATABASE);

    private static final List<String> OF_ROOT = List.of("root/root.pem", "root/root-key.pem");
    private static final Pattern CERTIFICATE = Pattern.compile("certificates/[0-9A-F]{40}\\.pem");
    private static final Pattern HOLDS = Pattern.compile("[A-Za-z0-9._+%-]{1,200}\\.holds");
    private static final Pattern PASSWORD = Pattern.compile("[!-~]{16,128}\\s*");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-F]{40}");

    /** Names that Windows reserves for devices, also with an extension, and names that it shortens. */
    private static final Pattern NOT_PORTABLE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|.*[. ]");

    /** Whether every system can have a file of this name. */
    static boolean isPortable(String name) {
        return !NOT_PORTABLE.matcher(name).matches();
    }

    /** A name in the form that file systems without a difference of case compare. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Refuses an entry that is no file of a deployment with this topology, or that is too large. */
    void requireName(Entry entry) {
        String name = entry.name();
        if (!isKnown(name)) {
            throw wrong(name, "is no file of a deployment of topology '" + plan.name() + "'");
        }
        for (String part : name.split("/", -1)) {
            if (!isPortable(part)) {
                throw wrong(name, "has a name that not every system can have");
            }
        }
        long largest = name.endsWith("/" + DATABASE) ? LARGEST_DATABASE : LARGEST_FILE;
        if (entry.size() < 0 || entry.size() > largest) {
            throw wrong(name, "has " + entry.size() + " bytes, expected 0 to " + largest);
        }
        if (!Pattern.matches("[0-9a-f]{64}", entry.sha256())) {
            throw wrong(name, "has no SHA-256");
        }
    }

    private boolean isKnown(String name) {
        if (OF_ROOT.contains(name)) {
            return true;
        }
        for (NodePlan node : plan.nodes().values()) {
            String rest = after(node.name() + "/", name);
            if (OF_NODE.contains(rest) || CERTIFICATE.matcher(rest).matches()) {
                return true;
            }
            if (HOLDS.matcher(after("directory/" + node.forest() + "/", name)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String after(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    }

    /** Whether a file of a data folder belongs into a snapshot. */
    boolean belongs(String name) {
        return isKnown(name) && !name.endsWith("/" + DATABASE);
    }

    /** Refuses a snapshot that lacks a file. */
    void requireNeeded(Set<String> names) {
        List<String> needed = new ArrayList<>(OF_ROOT);
        plan.nodes().keySet().forEach(node -> OF_NODE.forEach(file -> needed.add(node + "/" + file)));
        for (String name : needed) {
            if (!names.contains(folded(name))) {
                throw wrong(name, "is missing");
            }
        }
    }

    /** Refuses unpacked files whose content is not what their names say. Blocks the calling thread. */
    void check(Path folder) {
        checked(
                "root",
                () -> CertificateAuthority.at(folder.resolve("root"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
        for (NodePlan node : plan.nodes().values()) {
            Path home = folder.resolve(node.name());
            String name = node.name() + "/";
            checked(
                    name + "tls.pem",
                    () -> new SigningKey(
                            PemFiles.readKey(home.resolve("tls-key.pem"), "EC"),
                            PemFiles.readCertificates(home.resolve("tls.pem")).get(0)));
            checked(name + "administrator", () -> {
                if (!PASSWORD.matcher(Files.readString(home.resolve("administrator")))
                        .matches()) {
                    throw new IllegalArgumentException("no password");
                }
            });
            checked(name + "certificates.json", () -> checkNames(home.resolve("certificates.json")));
            checked(name + "certificates", () -> checkStore(home.resolve("certificates")));
            checked(
                    name + DATABASE,
                    () -> ForeignDatabase.check(
                            home.resolve(DATABASE), name + DATABASE, "db/common", "db/" + node.role()));
        }
    }

    private static void checkNames(Path file) throws IOException {
        if (!(Json.decodeValue(Files.readString(file)) instanceof JsonObject names)) {
            throw new IllegalArgumentException("no object of names");
        }
        names.forEach(entry -> {
            if (!(entry.getValue() instanceof String text)
                    || !THUMBPRINT.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + entry.getKey() + "' is no thumbprint");
            }
        });
    }

    private static void checkStore(Path store) throws IOException {
        if (Files.notExists(store)) {
            return;
        }
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                if (!PemFiles.read(file)
                        .thumbprint()
                        .equals(String.valueOf(file.getFileName()).replace(".pem", ""))) {
                    throw new IllegalArgumentException("'" + file.getFileName() + "' has another certificate");
                }
            }
        }
    }

    private interface Check {
        void run() throws IOException;
    }

    private void checked(String name, Check check) {
        try {
            check.run();
        } catch (Refusal e) {
            throw new FileSyntaxException(source, e.detail());
        } catch (IOException | RuntimeException e) {
            // The readers of keys and certificates have many failures, and all say that somebody else's file is wrong.
            throw wrong(name, "is not usable: " + e.getMessage());
        }
    }

    FileSyntaxException wrong(String name, String fault) {
        return new FileSyntaxException(
                source, "entry '" + name + "' " + fault + "; ask for a new snapshot, or open another one");
    }
}
