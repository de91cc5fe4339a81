package org.s2slab.authz.cmdlets;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.ClientSecrets;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.Credential.Kind;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.KeyStrengthRules;
import org.s2slab.refusal.Refusal;

/**
 * The credential that an administrator adds to an application. Its private key belongs to the tenant's own servers;
 * keys of the online services come from the configuration.
 *
 * @param made the generated secret, which is shown once; null if the administrator entered a secret
 */
record CredentialParameters(Credential credential, @Nullable String made) {
    /** The checked credential; Refusal PARAMETER_INVALID with the name of the parameter. */
    static CredentialParameters of(CmdletArguments given, NodeEnvironment environment) {
        Kind type = word(Kind.values(), given.optionalText("Type").orElse(Kind.SYMMETRIC.word()));
        Usage usage = "Sign".equals(given.optionalText("Usage").orElse("Verify")) ? Usage.SIGN : Usage.VERIFY;
        Instant now = environment.clock().instant();
        Instant start = given.date("StartDate").orElse(now);
        Instant end = given.date("EndDate")
                .orElseGet(() -> start.atOffset(ZoneOffset.UTC).plusYears(1).toInstant());
        if (!end.isAfter(start)) {
            throw Refusal.invalid("EndDate: " + end + " is not after StartDate, " + start + ".");
        }
        Optional<String> value = given.optionalText("Value");
        String keyId = environment.ids().uuid();
        if (type == Kind.ASYMMETRIC) {
            X509Certificate certificate = certificate(value.orElseThrow(
                    () -> Refusal.invalid("Value: an Asymmetric credential needs the base64 of a certificate.")));
            return new CredentialParameters(
                    Credential.of(keyId, usage, certificate, start, end, Origin.ON_PREMISES), null);
        }
        String secret = value.orElseGet(ClientSecrets::make);
        if (secret.length() < ClientSecrets.SHORTEST) {
            throw Refusal.invalid("Value: a secret has at least " + ClientSecrets.SHORTEST
                    + " characters, because only its hash is kept; leave Value out to have one made.");
        }
        Credential credential =
                Credential.of(keyId, type, usage, ClientSecrets.hash(secret), start, end, Origin.ON_PREMISES);
        return new CredentialParameters(credential, value.isPresent() ? null : secret);
    }

    /** Adds the generated secret to an output, in the words of the real cmdlet. */
    CmdletOutput told(CmdletOutput output) {
        return made == null
                ? output
                : output.warning("The following symmetric key was created as one was not supplied " + made);
    }

    private static Kind word(Kind[] types, String word) {
        return Arrays.stream(types)
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static X509Certificate certificate(String text) {
        try {
            X509Certificate certificate = CertificateEncoding.of(text);
            KeyStrengthRules.usableForPartner(certificate).ifPresent(fault -> {
                throw Refusal.invalid("Value: the certificate is of no use: " + fault + ".");
            });
            return certificate;
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    "Value: " + e.getMessage() + ", as [Convert]::ToBase64String($cer.GetRawCertData()) gives it.");
        }
    }

    /** The text for logs, without the secret. */
    @Override
    public String toString() {
        return "NewCredential[" + credential.keyId() + "]";
    }
}
