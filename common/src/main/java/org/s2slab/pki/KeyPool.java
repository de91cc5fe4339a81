package org.s2slab.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of RSA-2048 key pairs that were generated ahead of time, so that a deployment starts without waiting.
 *
 * <p>Deployments take pairs by number and use the same pairs in every run, because the lab's keys protect only the lab
 * itself. Two parties of one deployment take different numbers, so they have different keys.
 */
public final class KeyPool {
    /** The key length in bits that every product requires. */
    private static final int BITS = 2048;

    private final Path folder;
    private final Map<Integer, KeyPair> read = new ConcurrentHashMap<>();
    private volatile boolean checked;

    /** @param folder made with owner-only rights if it is absent; a folder that others may write is refused */
    public KeyPool(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the pair with a number, which is always the same; generates it if the folder does not have it. Blocks;
     * not for event loops. Several threads can generate pairs at the same time.
     */
    public KeyPair take(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " is negative");
        }
        return read.computeIfAbsent(number, this::kept);
    }

    private KeyPair kept(int number) {
        OwnerOnlyFiles.makeFolder(folder);
        if (!checked) {
            OwnerOnlyFiles.requireOwn(folder);
            checked = true;
        }
        Path file = folder.resolve(String.format(Locale.ROOT, "rsa-%03d.pem", number));
        if (!Files.exists(file)) {
            // If another process writes the same number at this moment, the later file replaces the earlier one, and
            // both processes read this file.
            PemFiles.writeKey(file, RsaEngine.generate(BITS).getPrivate());
        }
        return pair(file);
    }

    private static KeyPair pair(Path file) {
        if (!(PemFiles.readKey(file, "RSA") instanceof RSAPrivateCrtKey key)) {
            throw new IllegalArgumentException("file " + file + ": the key lacks its public exponent");
        }
        try {
            RSAPublicKeySpec publicHalf = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new KeyPair(CryptoProvider.keyFactory("RSA").generatePublic(publicHalf), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("file " + file + ": not an RSA key", e);
        }
    }
}
