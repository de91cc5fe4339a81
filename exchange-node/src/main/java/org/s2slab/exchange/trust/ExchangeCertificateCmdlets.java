package org.s2slab.exchange.trust;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.management.CertificateObject;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.KeyStrengthRules;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get- and New-ExchangeCertificate for the token-signing certificates in the machine's store. */
public record ExchangeCertificateCmdlets(Vertx vertx, CertificateStore certificates, Clock clock) {
    private static final String COMMON_NAME = "cn=";
    /** The format of a host name, which the subject of the Auth certificate does not match. */
    private static final Pattern NAME_OF_A_HOST = Pattern.compile("[A-Za-z0-9.*-]+");

    private static final List<Integer> LENGTHS = List.of(KeyStrengthRules.LEAST_PARTNER_BITS, 4096);

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-ExchangeCertificate", this::get),
                CMDLETS.cmdlet("New-ExchangeCertificate", this::make));
    }

    /** The certificate with a thumbprint. Fails with PARAMETER_INVALID if the store does not contain it. */
    Future<SigningKey> named(String thumbprint) {
        return vertx.executeBlocking(() -> certificates.find(thumbprint))
                .map(found -> found.orElseThrow(() -> Refusal.invalid("The certificate with thumbprint '" + thumbprint
                        + "' was not found in the certificate store, or has no private key.")));
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        Optional<String> thumbprint = given.optionalText("Thumbprint");
        if (thumbprint.isPresent()) {
            return named(thumbprint.get()).map(key -> CmdletOutput.of(object(key)));
        }
        return vertx.executeBlocking(certificates::all)
                .map(all -> CmdletOutput.of(
                        all.stream().map(ExchangeCertificateCmdlets::object).toList()));
    }

    private Future<CmdletOutput> make(CmdletArguments given) {
        int bits = given.number("KeySize", KeyStrengthRules.LEAST_PARTNER_BITS);
        if (!LENGTHS.contains(bits)) {
            throw Refusal.invalid("KeySize: " + bits + " is none of " + LENGTHS + ", the lengths partners take.");
        }
        String subject = given.optionalText("SubjectName").orElse(COMMON_NAME + CertificateTemplate.EXCHANGE_AUTH_NAME);
        if (!subject.toLowerCase(Locale.ROOT).startsWith(COMMON_NAME)
                || subject.length() == COMMON_NAME.length()
                || subject.indexOf(',') >= 0) {
            throw Refusal.invalid("SubjectName: '" + subject + "' is not of the form cn=<name>.");
        }
        CertificateTemplate template = CertificateTemplate.selfSignedByExchange(
                subject.substring(COMMON_NAME.length()), given.texts("DomainName"), clock.instant());
        return given.unlessWhatIf(() -> vertx.executeBlocking(() -> {
            SigningKey made = template.selfSigned(RsaEngine.generate(bits));
            certificates.add(made);
            return CmdletOutput.of(object(made));
        }));
    }

    private static CmdletObject object(SigningKey key) {
        X509Certificate certificate = key.certificate();
        return CertificateObject.of(certificate)
                .with(
                        "CertificateDomains",
                        CertificateObject.names(certificate).stream()
                                .filter(NAME_OF_A_HOST.asMatchPredicate())
                                .toList())
                .with(
                        "IsSelfSigned",
                        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .with("PublicKeySize", CertificateObject.bits(certificate).orElse(null))
                .with("HasPrivateKey", true);
    }
}
