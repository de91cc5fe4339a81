package org.s2slab.lync.oauth;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.Refusal;

/** Set-, Get-, Import- and Remove-CsCertificate for the certificate that signs Lync's tokens (OAuthTokenIssuer). */
public final class LyncCertificateCmdlets {
    private static final String OAUTH = "OAuthTokenIssuer";
    private static final String DEFAULT = "Default";

    private final Vertx vertx;
    private final SigningKeyStore keys;
    private final CertificateStore store;
    private final SigningCertificateRules rules;
    private final Supplier<X509Certificate> tlsCertificate;

    /**
     * @param sipDomains all SIP domains, the default one first
     * @param tlsCertificate the certificate of type Default; reads a file
     */
    public LyncCertificateCmdlets(
            Vertx vertx,
            SigningKeyStore keys,
            CertificateStore store,
            List<String> sipDomains,
            Supplier<X509Certificate> tlsCertificate,
            Clock clock) {
        this.vertx = vertx;
        this.keys = keys;
        this.store = store;
        this.rules = new SigningCertificateRules(keys, sipDomains, clock);
        this.tlsCertificate = tlsCertificate;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Set-CsCertificate", this::set),
                CMDLETS.cmdlet("Get-CsCertificate", this::get),
                CMDLETS.cmdlet("Import-CsCertificate", this::bringIn),
                CMDLETS.cmdlet("Remove-CsCertificate", this::remove));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        String thumbprint = parameters.text("Thumbprint");
        Optional<Instant> effective = parameters.date("EffectiveDate");
        if (parameters.flag("Roll", false) != effective.isPresent()) {
            throw Refusal.invalid(
                    "Roll and EffectiveDate belong together: a certificate is staged by -Roll -EffectiveDate <date>,"
                            + " or assigned at once by neither.");
        }
        return vertx.executeBlocking(() -> found(thumbprint)).compose(key -> assign(key, effective, parameters));
    }

    private SigningKey found(String thumbprint) {
        return store.find(thumbprint)
                .orElseThrow(() -> Refusal.invalid("Thumbprint: no certificate with thumbprint \"" + thumbprint
                        + "\" and a private key is in this machine's store. There are: "
                        + store.all().stream().map(SigningKey::thumbprint).toList()));
    }

    private Future<CmdletOutput> assign(SigningKey key, Optional<Instant> effective, CmdletArguments parameters) {
        return parameters.unlessWhatIf(
                CmdletOutput.NOTHING.warnings(rules.check(key.certificate(), effective)),
                () -> effective.map(moment -> keys.stage(key, moment)).orElseGet(() -> keys.assign(key)));
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        List<String> types = parameters.texts("Type");
        for (String type : types) {
            if (!type.equalsIgnoreCase(OAUTH) && !type.equalsIgnoreCase(DEFAULT)) {
                throw Refusal.invalid(
                        "Cannot bind parameter 'Type'. \"" + type + "\" is not among " + OAUTH + ", " + DEFAULT + ".");
            }
        }
        List<CmdletObject> objects = new ArrayList<>();
        if (types.isEmpty() || types.stream().anyMatch(OAUTH::equalsIgnoreCase)) {
            keys.assigned().stream()
                    .filter(assigned -> assigned.use() != SigningKeyStore.Use.PREVIOUS)
                    .forEach(assigned -> objects.add(write(assigned)));
        }
        if (!types.isEmpty() && types.stream().noneMatch(DEFAULT::equalsIgnoreCase)) {
            return Future.succeededFuture(CmdletOutput.of(objects).warnings(missing()));
        }
        return vertx.executeBlocking(tlsCertificate::get).map(certificate -> {
            objects.add(write(certificate, DEFAULT, null));
            return CmdletOutput.of(objects).warnings(missing());
        });
    }

    /** The warning of a server of the pool that cannot sign, because the private key is on other servers only. */
    private List<String> missing() {
        return keys.missing().stream()
                .map(key -> "This server does not have the private key of the certificate " + key.thumbprint()
                        + " of type " + OAUTH + ", so it signs no token; export the certificate with its private key on"
                        + " another server of the pool, and run Import-CsCertificate on this server.")
                .toList();
    }

    private CmdletObject write(SigningKeyStore.Assigned assigned) {
        CmdletObject object = write(assigned.key().certificate(), OAUTH, assigned.effective());
        String previous = keys.assigned().stream()
                .filter(other ->
                        other.use() == SigningKeyStore.Use.PREVIOUS && assigned.use() == SigningKeyStore.Use.CURRENT)
                .map(other -> other.key().thumbprint())
                .findFirst()
                .orElse(null);
        return object.with("PreviousThumbprint", previous);
    }

    private static CmdletObject write(X509Certificate certificate, String use, @Nullable Instant effective) {
        return CmdletObject.empty()
                .with("Issuer", certificate.getIssuerX500Principal().getName())
                .with("NotAfter", certificate.getNotAfter().toInstant())
                .with("NotBefore", certificate.getNotBefore().toInstant())
                .with("SerialNumber", certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT))
                .with("Subject", certificate.getSubjectX500Principal().getName())
                .with(
                        "AlternativeNames",
                        CertificateDomains.of(certificate).names().stream()
                                .sorted()
                                .toList())
                .with("Thumbprint", SigningKey.thumbprint(certificate))
                .with("EffectiveDate", effective)
                .with("Use", use);
    }

    private Future<CmdletOutput> bringIn(CmdletArguments parameters) {
        Path file = Path.of(parameters.text("Path"));
        String password = parameters.optionalText("Password").orElse("");
        return parameters.unlessWhatIf(() -> vertx.executeBlocking(() -> store.importPfx(file, password))
                .compose(key -> keys.load().map(key))
                .compose(key -> {
                    CmdletOutput written = CmdletOutput.of(write(key.certificate(), "", null));
                    return parameters.has("Type")
                            ? assign(key, Optional.empty(), parameters)
                                    .map(output -> written.warnings(output.warnings()))
                            : Future.succeededFuture(written);
                }));
    }

    private Future<CmdletOutput> remove(CmdletArguments parameters) {
        SigningKeyStore.Use use =
                parameters.flag("Previous", false) ? SigningKeyStore.Use.PREVIOUS : SigningKeyStore.Use.CURRENT;
        if (keys.assigned().stream().noneMatch(assigned -> assigned.use() == use)) {
            throw Refusal.notFound("No " + (use == SigningKeyStore.Use.PREVIOUS ? "previous " : "")
                    + "certificate of type " + OAUTH + " is assigned.");
        }
        return parameters.unlessWhatIf(CmdletOutput.NOTHING, () -> keys.clear(use));
    }
}
