package org.s2slab.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.refusal.Refusal;

/**
 * The machine's certificate store, simulated by a folder: one PEM file per certificate with its private key, owner-only.
 * Blocks; not for event loops.
 */
public final class CertificateStore {
    private static final String SUFFIX = ".pem";

    /** The hex digits of a SHA-1 hash of 20 bytes. */
    private static final int THUMBPRINT_DIGITS = 40;

    private final Path folder;

    /** @param folder made with owner-only rights if it is absent */
    public CertificateStore(Path folder) {
        this.folder = folder;
    }

    /** Every certificate with a private key, sorted by thumbprint. */
    public List<SigningKey> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(PemFiles::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("certificate store " + folder, e);
        }
    }

    /** Finds a certificate by its hex thumbprint in any case; spaces between the digits are ignored. */
    public Optional<SigningKey> find(String thumbprint) {
        // Windows' certificate dialog puts an invisible character before the thumbprint, which people copy with it.
        String digits = thumbprint.replaceAll("[\\s\u200e]", "").toUpperCase(Locale.ROOT);
        if (digits.length() != THUMBPRINT_DIGITS || !digits.matches("[0-9A-F]+")) {
            return Optional.empty();
        }
        Path file = folder.resolve(digits + SUFFIX);
        return Files.exists(file) ? Optional.of(PemFiles.read(file)) : Optional.empty();
    }

    /** Stores a key and its certificate. */
    public void add(SigningKey key) {
        OwnerOnlyFiles.makeFolder(folder);
        PemFiles.write(folder.resolve(key.thumbprint() + SUFFIX), key);
    }

    /** Like {@link #add}, for the repeatable preparation of a machine: a power loss may lose the latest additions. */
    public void prepare(SigningKey key) {
        OwnerOnlyFiles.makeFolder(folder);
        OwnerOnlyFiles.writeUnsynced(folder.resolve(key.thumbprint() + SUFFIX), PemFiles.content(key));
    }

    /** Removes a certificate and its key; returns whether the store had them. */
    public boolean remove(String thumbprint) {
        return find(thumbprint)
                .map(key -> {
                    try {
                        return Files.deleteIfExists(folder.resolve(key.thumbprint() + SUFFIX));
                    } catch (IOException e) {
                        throw new UncheckedIOException("certificate store " + folder, e);
                    }
                })
                .orElse(false);
    }

    /** Imports a PFX (PKCS #12) file; Refusal PARAMETER_INVALID if it cannot be read with this password. */
    public SigningKey importPfx(Path file, String password) {
        SigningKey key = readPfx(file, password);
        add(key);
        return key;
    }

    /**
     * Writes a certificate and its private key to a PFX (PKCS #12) file that only its owner can read.
     *
     * @param file replaced if it exists
     * @throws Refusal PARAMETER_INVALID if the file cannot be written
     */
    public static void exportPfx(SigningKey key, Path file, String password) {
        try (ByteArrayOutputStream content = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    key.thumbprint(), key.privateKey(), password.toCharArray(), new Certificate[] {key.certificate()});
            store.store(content, password.toCharArray());
            OwnerOnlyFiles.write(file, content.toByteArray());
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.invalid("FilePath: '" + file + "' cannot be written: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PKCS #12", e);
        }
    }

    private static SigningKey readPfx(Path file, String password) {
        try (InputStream content = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(content, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new SigningKey(key, certificate);
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, "it is missing, not a PFX file, or the password is another one");
        }
        throw unreadable(file, "it holds no private key; export it with the private key");
    }

    private static Refusal unreadable(Path file, String why) {
        return Refusal.invalid("The file '" + file + "' cannot be imported: " + why);
    }
}
