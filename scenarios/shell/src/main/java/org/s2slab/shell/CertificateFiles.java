package org.s2slab.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.s2slab.pki.SigningKey;

/**
 * Exports and imports certificate files, as in public procedures. A path with a drive or a share belongs to a real
 * server. The content for such a path is stored in memory until the shell ends, and no file is written.
 */
final class CertificateFiles {
    private static final Pattern OF_A_SERVER = Pattern.compile("(?s)([A-Za-z]:|\\\\\\\\).*");

    private final Map<String, byte[]> ofServers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Function<String, Path> machine;

    /** @param machine returns the file of this machine for a path, or refuses it */
    CertificateFiles(Function<String, Path> machine) {
        this.machine = machine;
    }

    /** A certificate object before {@code .Import} reads its content. */
    static ShellObject blank() {
        return new ShellObject(null)
                .with("Thumbprint", null)
                .with("Subject", null)
                .with("Issuer", null)
                .with("NotBefore", null)
                .with("NotAfter", null)
                .with("RawData", null);
    }

    /** Whether an object is a certificate: of a node, or from a file. */
    static boolean isCertificate(ShellObject object) {
        return object.nameOf("RawData") != null;
    }

    /** Writes a certificate in DER. Returns the size of the file in bytes. */
    long save(String path, ShellObject certificate) {
        byte[] der = Base64.getDecoder().decode(DotNetTypes.bytes(certificate).base64());
        if (OF_A_SERVER.matcher(path).matches()) {
            ofServers.put(path, der);
            return der.length;
        }
        try {
            Files.write(machine.apply(path), der);
            return der.length;
        } catch (IOException e) {
            throw ShellException.failed("'" + path + "' cannot be written: " + e);
        }
    }

    /** Reads a certificate, in DER or PEM, into an object. */
    void load(String path, ShellObject into) {
        X509Certificate read = read(path);
        try {
            into.with("Thumbprint", thumbprint(read))
                    .with("Subject", read.getSubjectX500Principal().getName())
                    .with("Issuer", read.getIssuerX500Principal().getName())
                    .with("NotBefore", read.getNotBefore().toInstant())
                    .with("NotAfter", read.getNotAfter().toInstant())
                    .with("RawData", Base64.getEncoder().encodeToString(read.getEncoded()));
        } catch (CertificateException e) {
            throw ShellException.failed("'" + path + "' holds a certificate without encoding: " + e.getMessage());
        }
    }

    private X509Certificate read(String path) {
        try (ByteArrayInputStream in = new ByteArrayInputStream(bytes(path))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException e) {
            throw ShellException.failed("'" + path + "' is no certificate in DER or PEM: " + e.getMessage());
        } catch (IOException e) {
            throw ShellException.failed("'" + path + "' cannot be read: " + e);
        }
    }

    private byte[] bytes(String path) throws IOException {
        if (!OF_A_SERVER.matcher(path).matches()) {
            return Files.readAllBytes(machine.apply(path));
        }
        byte[] kept = ofServers.get(path);
        if (kept == null) {
            throw ShellException.failed(
                    "there is no file '" + path + "': a path with a drive is known to the shell once"
                            + " Export-Certificate has written it: Export-Certificate -Cert Cert:\\LocalMachine\\My\\<thumbprint>"
                            + " -FilePath " + path + ". A file of this machine has a path without one.");
        }
        return kept;
    }

    private static String thumbprint(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(Base64.getUrlDecoder().decode(SigningKey.x5t(certificate)));
    }
}
