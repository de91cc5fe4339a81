package org.s2slab.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A folder of RSA-2048 key pairs that were generated ahead of time, so that a deployment starts without waiting.
 *
 * <p>Deployments take pairs by number and use the same ones in every run: the lab's keys protect nothing but the lab
 * itself. Two parties of one deployment take different numbers and so have different keys.
 */
public final class KeyPool {
    /** The key length in bits that every product requires. */
    private static final int BITS = 2048;

    private final Path folder;
    private final Map<Integer, KeyPair> read = new HashMap<>();
    private boolean checked;

    /** @param folder made with owner-only rights when absent; one that others could have filled is refused */
    public KeyPool(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the pair of a number, always the same one; generates it if the folder does not have it yet. Blocks; not
     * for event loops.
     */
    public synchronized KeyPair take(int number) {
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
            // When another process makes the same number at this moment the later file stays, and both read that one
            // from then on.
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
