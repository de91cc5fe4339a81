package org.s2slab.management;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.CertificateTemplate.Purpose;
import org.s2slab.pki.KeyStrengthRules;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.Refusal;

/**
 * Windows' cmdlets for the machine's certificate store, as far as token signing needs them.
 *
 * @param keys the assigned certificates; a cmdlet cannot remove them
 */
public record CertificateStoreCmdlets(Vertx vertx, CertificateStore store, SigningKeyStore keys, Clock clock) {
    private static final String MACHINE = "Cert:\\LocalMachine\\My";

    /** Minimum key length in bits. Shorter keys are refused at assignment, and generating long keys takes minutes. */
    private static final int LEAST_BITS = 1024;

    private static final int MOST_BITS = 4096;

    public List<Cmdlet> all() {
        return List.of(
                SERVER.cmdlet("Get-ChildItem", this::list),
                SERVER.cmdlet("Remove-Item", this::remove),
                SERVER.cmdlet("Export-PfxCertificate", this::export),
                SERVER.cmdlet("Import-PfxCertificate", this::bringIn),
                SERVER.cmdlet("New-SelfSignedCertificate", this::make));
    }

    private Future<CmdletOutput> list(CmdletArguments given) {
        requireMachine("Path", given.text("Path"));
        return vertx.executeBlocking(store::all)
                .map(all -> CmdletOutput.of(
                        all.stream().map(CertificateStoreCmdlets::shown).toList()));
    }

    /** Refuses to remove an assigned certificate. The product deletes the certificate, and fails at its next start. */
    private Future<CmdletOutput> remove(CmdletArguments given) {
        String path = given.text("Path");
        String thumbprint = thumbprint("Path", path);
        if (keys.assigned().stream()
                .anyMatch(assigned -> assigned.key().thumbprint().equalsIgnoreCase(thumbprint))) {
            throw Refusal.invalid("Path: the certificate " + thumbprint
                    + " is assigned for signing tokens; take the assignment away first.");
        }
        return vertx.executeBlocking(
                        () -> given.whatIf() ? store.find(thumbprint).isPresent() : store.remove(thumbprint))
                .map(there -> {
                    if (!there) {
                        throw absent(path);
                    }
                    return CmdletOutput.NOTHING;
                });
    }

    private static String thumbprint(String parameter, String path) {
        String unified = path.replace('/', '\\');
        int end = unified.lastIndexOf('\\');
        requireMachine(parameter, end < 0 ? unified : unified.substring(0, end));
        return unified.substring(end + 1);
    }

    private static Refusal absent(String path) {
        return Refusal.notFound("Cannot find path '" + path + "' because it does not exist. Get-ChildItem " + MACHINE
                + " shows those there are.");
    }

    private static Path pfx(String given) {
        try {
            Path file = Path.of(given);
            if (file.isAbsolute() && given.endsWith(".pfx")) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw notPfx(given);
        }
        throw notPfx(given);
    }

    private static Refusal notPfx(String given) {
        return Refusal.invalid("FilePath: '" + given + "' must be the whole path of a file that ends with .pfx.");
    }

    private Future<CmdletOutput> export(CmdletArguments given) {
        String path = given.text("Cert");
        String thumbprint = thumbprint("Cert", path);
        Path file = pfx(given.text("FilePath"));
        String password = given.text("Password");
        return vertx.executeBlocking(() -> {
            SigningKey key = store.find(thumbprint).orElseThrow(() -> absent(path));
            if (!given.whatIf()) {
                CertificateStore.exportPfx(key, file, password);
            }
            return CmdletOutput.of(CmdletObject.empty().with("FullName", file.toString()));
        });
    }

    /** The imported key signs at once if the certificate is the one of all servers, and this server lacked the key. */
    private Future<CmdletOutput> bringIn(CmdletArguments given) {
        given.optionalText("CertStoreLocation").ifPresent(path -> requireMachine("CertStoreLocation", path));
        Path file = pfx(given.text("FilePath"));
        String password = given.text("Password");
        return given.unlessWhatIf(() -> vertx.executeBlocking(() -> store.importPfx(file, password))
                .compose(key -> keys.load().map(CmdletOutput.of(shown(key)))));
    }

    private Future<CmdletOutput> make(CmdletArguments given) {
        given.optionalText("CertStoreLocation").ifPresent(path -> requireMachine("CertStoreLocation", path));
        CertificateTemplate template = template(given);
        int bits = given.number("KeyLength", KeyStrengthRules.LEAST_PARTNER_BITS);
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw Refusal.invalid("KeyLength: " + bits + " bits, expected " + LEAST_BITS + " to " + MOST_BITS + ".");
        }
        if (given.whatIf()) {
            return Future.succeededFuture(CmdletOutput.NOTHING);
        }
        return vertx.executeBlocking(() -> {
                    KeyPair pair = RsaEngine.generate(bits);
                    SigningKey key = template.selfSigned(pair);
                    store.add(key);
                    return key;
                })
                .map(key -> CmdletOutput.of(shown(key)));
    }

    private CertificateTemplate template(CmdletArguments given) {
        List<String> names = given.texts("DnsName");
        String subject = given.optionalText("Subject")
                .or(() -> names.stream().findFirst())
                .map(text -> text.regionMatches(true, 0, "CN=", 0, 3) ? text.substring(3) : text)
                .orElseThrow(() -> Refusal.invalid("DnsName: give the names the certificate stands for, or -Subject."));
        Instant now = clock.instant();
        Instant from = given.date("NotBefore").orElse(now.minusSeconds(600));
        Instant until = given.date("NotAfter")
                .orElseGet(() -> now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant());
        if (!from.isBefore(until)) {
            throw Refusal.invalid("NotAfter: " + until + " is not after NotBefore, " + from + ".");
        }
        return new CertificateTemplate(subject, names, List.of(), from, until, Purpose.TOKENS);
    }

    private static void requireMachine(String parameter, String path) {
        String requested = path.replace('/', '\\').toLowerCase(Locale.ROOT);
        if (!requested.equals(MACHINE.toLowerCase(Locale.ROOT))) {
            throw Refusal.invalid(parameter + ": '" + path + "' is not simulated; there is " + MACHINE + ".");
        }
    }

    /** A certificate as an output object of cmdlets; RawData is its DER in base64. */
    public static CmdletObject shown(SigningKey key) {
        X509Certificate certificate = key.certificate();
        return CertificateObject.of(certificate)
                .with("DnsNameList", CertificateObject.names(certificate))
                .with("KeyLength", CertificateObject.bits(certificate).orElse(null))
                .with("HasPrivateKey", true);
    }
}
