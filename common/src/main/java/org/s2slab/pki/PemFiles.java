package org.s2slab.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes private keys and certificate chains as PEM (RFC 7468), in owner-only files. Blocks. */
public final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final int LINE = 64;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(LINE, new byte[] {'\n'});

    private PemFiles() {}

    /** Writes a private key (PKCS #8). */
    public static void writeKey(Path file, PrivateKey key) {
        OwnerOnlyFiles.write(file, content(key));
    }

    /** The PEM text of a private key (PKCS #8). */
    static byte[] content(PrivateKey key) {
        return bytes(block(PRIVATE_KEY, key.getEncoded()));
    }

    /** The PEM text of a certificate chain, the owner's certificate first. */
    static byte[] content(List<X509Certificate> chain) {
        return bytes(blocks(chain));
    }

    /** The PEM text of a private key and its certificate. */
    static byte[] content(SigningKey key) {
        return bytes(block(PRIVATE_KEY, key.privateKey().getEncoded()) + blocks(List.of(key.certificate())));
    }

    /** Writes a private key and its certificate into one file. */
    public static void write(Path file, SigningKey key) {
        OwnerOnlyFiles.write(file, content(key));
    }

    /** Writes a certificate, which is not secret and can be written again, into a file. */
    public static void writeCertificate(Path file, X509Certificate certificate) {
        OwnerOnlyFiles.writeUnsynced(file, content(List.of(certificate)));
    }

    /**
     * Reads a private key and its certificate, the first certificate in the file.
     *
     * @throws IllegalArgumentException if one of the two is missing or they do not belong together
     */
    public static SigningKey read(Path file) {
        X509Certificate certificate = readCertificates(file).get(0);
        PrivateKey key = readKey(file, certificate.getPublicKey().getAlgorithm());
        return new SigningKey(key, certificate);
    }

    /**
     * Reads a private key.
     *
     * @param algorithm {@code RSA} or {@code EC}
     * @throws IllegalArgumentException if the file has no key of that algorithm
     */
    public static PrivateKey readKey(Path file, String algorithm) {
        for (byte[] block : read(file, PRIVATE_KEY)) {
            try {
                return CryptoProvider.keyFactory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(block));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("file " + file + ": no readable " + algorithm + " key", e);
            }
        }
        throw new IllegalArgumentException("file " + file + ": no private key (expected a PRIVATE KEY block)");
    }

    /**
     * Reads every certificate, in order.
     *
     * @throws IllegalArgumentException if the file has no certificate
     */
    public static List<X509Certificate> readCertificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] block : read(file, CERTIFICATE)) {
            try {
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block)));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("file " + file + ": a certificate cannot be read", e);
            }
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("file " + file + ": no certificate (expected a CERTIFICATE block)");
        }
        return certificates;
    }

    private static List<byte[]> read(Path file, String label) {
        try {
            List<byte[]> blocks = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            while (matcher.find()) {
                if (label.equals(matcher.group(1))) {
                    blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                }
            }
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        }
    }

    /** The text of a PEM file with these certificates. */
    public static String blocks(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(block(CERTIFICATE, certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a certificate always has an encoding", e);
            }
        }
        return text.toString();
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
