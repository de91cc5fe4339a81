package org.s2slab.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.resource.ResourceTable;

/**
 * The tables of an earlier version of the lab, which {@link SchemaUpgrade} converts. Only a version with a row in the
 * table {@code db/earlier.tsv} is known.
 *
 * @param script the last script that created the tables, such as {@code db/lync}
 * @param fingerprint the fingerprint of all scripts, see {@link Schema#fingerprint}
 * @param digest the {@link #digest} of the objects in a SQLite file
 * @param lab the version of the lab
 */
record EarlierTables(String script, int fingerprint, String digest, String lab) {
    private static final List<EarlierTables> KNOWN = ResourceTable.rows("/db/earlier.tsv").stream()
            .map(row -> new EarlierTables(row[0], Integer.parseUnsignedInt(row[1], 16), row[2], row[3]))
            .toList();

    /** The tables with this fingerprint that a version of this script created. */
    static Optional<EarlierTables> of(String script, int fingerprint) {
        return KNOWN.stream()
                .filter(tables -> tables.script.equals(script) && tables.fingerprint == fingerprint)
                .findFirst();
    }

    /** Whether these are the objects of a file, see {@link Schema#objects}, and nothing was added or changed. */
    boolean are(Set<String> objects) {
        return digest.equals(digest(objects));
    }

    /** The SHA-256 hash of all objects of a file. */
    static String digest(Set<String> objects) {
        try {
            byte[] text = String.join("\n", new TreeSet<>(objects)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The name of the script that runs after the rows are copied, if it exists: {@code db/lync-from-04d57f0e}. */
    String conversion() {
        return "%s-from-%08x".formatted(script, fingerprint);
    }
}
