package org.s2slab.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.pki.CertificateTemplate.Purpose;

/**
 * The deployment's own certificate authority. Its root certifies the nodes' host names, and it issues certificates for
 * signing tokens. Blocks; not for event loops.
 */
public final class CertificateAuthority {
    /** The subject of the root certificate. */
    public static final String NAME = "S2S Lab Root";

    /**
     * TLS compares the dates of certificates with the machine's real clock, but signing certificates use the
     * deployment's clock, which may be set to any year. So TLS certificates are valid in all these years. The lab shows
     * nothing about the dates of TLS certificates.
     */
    private static final Instant TLS_NOT_BEFORE = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant TLS_NOT_AFTER = Instant.parse("2100-01-01T00:00:00Z");

    /** The validity of a signing certificate in years, as in the web server template of an enterprise authority. */
    private static final int SIGNING_YEARS = 2;

    private static final String KEY_FILE = "root-key.pem";
    private static final String ROOT_FILE = "root.pem";

    private final SigningKey root;
    private final Path rootFile;
    private final Clock clock;

    private CertificateAuthority(SigningKey root, Path rootFile, Clock clock) {
        this.root = root;
        this.rootFile = rootFile;
        this.clock = clock;
    }

    /** Opens the authority in a folder. If the folder has none, creates it with an owner-only key. */
    public static CertificateAuthority at(Path folder, Clock clock) {
        Path rootFile = folder.resolve(ROOT_FILE);
        if (isIn(folder)) {
            SigningKey kept = new SigningKey(
                    PemFiles.readKey(folder.resolve(KEY_FILE), "EC"),
                    PemFiles.readCertificates(rootFile).get(0));
            return new CertificateAuthority(kept, rootFile, clock);
        }
        SigningKey made = new CertificateTemplate(
                        NAME, List.of(), List.of(), TLS_NOT_BEFORE, TLS_NOT_AFTER, Purpose.AUTHORITY)
                .selfSigned(tlsPair());
        return new CertificateAuthority(made, rootFile, clock).in(folder, clock);
    }

    /** Whether a folder already contains an authority. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(ROOT_FILE));
    }

    /** Copies this authority to another folder, for a second deployment that shares it and has its own clock. */
    public CertificateAuthority in(Path folder, Clock ofDeployment) {
        OwnerOnlyFiles.makeFolder(folder);
        Path copy = folder.resolve(ROOT_FILE);
        // The certificate is written last: if it exists, its key exists, too.
        OwnerOnlyFiles.writeUnsynced(folder.resolve(KEY_FILE), PemFiles.content(root.privateKey()));
        OwnerOnlyFiles.writeUnsynced(copy, PemFiles.content(List.of(root.certificate())));
        return new CertificateAuthority(root, copy, ofDeployment);
    }

    /** The certificate that clients of this deployment trust. */
    public X509Certificate root() {
        return root.certificate();
    }

    /** The PEM file of {@link #root()}. */
    public Path rootFile() {
        return rootFile;
    }

    /**
     * Issues the TLS certificate of a server and writes its key and chain into two PEM files.
     *
     * @param hosts its host names and IP addresses, the principal host name first
     * @param loopback whether the certificate also covers {@code localhost} and 127.0.0.1
     */
    public void issueTls(List<String> hosts, boolean loopback, Path keyFile, Path certificateFile) {
        writeTls(issueTls(hosts, loopback), keyFile, certificateFile);
    }

    /** Writes the key and the chain of a TLS certificate of this authority into two PEM files. */
    public void writeTls(SigningKey issued, Path keyFile, Path certificateFile) {
        OwnerOnlyFiles.writeUnsynced(keyFile, PemFiles.content(issued.privateKey()));
        OwnerOnlyFiles.writeUnsynced(
                certificateFile, PemFiles.content(List.of(issued.certificate(), root.certificate())));
    }

    /** Issues the TLS certificate of a server. */
    public SigningKey issueTls(List<String> hosts, boolean loopback) {
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        hosts.forEach(host -> (IpAddressSyntax.parse(host).isPresent() ? addresses : names).add(host));
        if (loopback) {
            names.add("localhost");
            addresses.add("127.0.0.1");
        }
        return new CertificateTemplate(hosts.get(0), names, addresses, TLS_NOT_BEFORE, TLS_NOT_AFTER, Purpose.TLS)
                .issuedBy(root, tlsPair());
    }

    /**
     * Issues a certificate for signing tokens, such as Lync's OAuthTokenIssuer.
     *
     * @param domain the default SIP domain, which becomes the subject
     * @param furtherDomains further SIP domains, which become alternative names beside it
     */
    public SigningKey issueSigning(KeyPair pair, String domain, List<String> furtherDomains) {
        return issueSigning(pair, domain, furtherDomains, Optional.empty());
    }

    /** Issues a certificate for signing tokens with this validity (default: two years). */
    public SigningKey issueSigning(KeyPair pair, String domain, List<String> furtherDomains, Optional<Duration> life) {
        Instant now = clock.instant();
        Instant until = life.map(now::plus).orElseGet(() -> CertificateTemplate.yearsAfter(now, SIGNING_YEARS));
        return issueSigning(pair, domain, furtherDomains, now.minus(CertificateTemplate.BACKDATED), until);
    }

    /** Issues a certificate for signing tokens, valid from one moment to another. */
    public SigningKey issueSigning(
            KeyPair pair, String domain, List<String> furtherDomains, Instant from, Instant until) {
        List<String> names = new ArrayList<>();
        names.add(domain);
        names.addAll(furtherDomains);
        return new CertificateTemplate(domain, names, List.of(), from, until, Purpose.TOKENS).issuedBy(root, pair);
    }

    /** Generates a P-256 pair, which takes a millisecond, so every start of a deployment can generate new pairs. */
    private static KeyPair tlsPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 key pair", e);
        }
    }
}
