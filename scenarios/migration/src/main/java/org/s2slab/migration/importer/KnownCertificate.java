package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.CertificateDomains;
import org.s2slab.pki.SigningKey;

/**
 * A real certificate, as far as an export describes it. The export does not contain the private key; the lab generates
 * another key instead.
 *
 * @param thumbprint the SHA-1 thumbprint, hexadecimal in upper case
 * @param subject the common name; null if only the thumbprint is known
 * @param names the domains in the certificate, in lower case
 * @param base64 the certificate itself, or null
 */
record KnownCertificate(
        String thumbprint,
        @Nullable String subject,
        List<String> names,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String base64) {
    private static final int HEX_DIGITS = 40;

    KnownCertificate {
        names = List.copyOf(names);
    }

    /** A certificate from its thumbprint only, in hex or in base64url as in tokens; empty for other texts. */
    static Optional<KnownCertificate> ofThumbprint(String text) {
        String digits = text.replaceAll("[\\s\u200e]", "").toUpperCase(Locale.ROOT);
        if (digits.length() == HEX_DIGITS && digits.matches("[0-9A-F]+")) {
            return Optional.of(new KnownCertificate(digits, null, List.of(), null, null, null));
        }
        try {
            byte[] hash = Base64.getUrlDecoder().decode(text);
            return hash.length == HEX_DIGITS / 2
                    ? Optional.of(new KnownCertificate(
                            HexFormat.of().withUpperCase().formatHex(hash), null, List.of(), null, null, null))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The certificate in a member of an object.
     *
     * @throws org.s2slab.engine.text.FileSyntaxException if the value is not a certificate
     */
    static KnownCertificate of(ImportedObject object, String name, JsonNode value) {
        if (value.isObject()) {
            return ofObject(new ImportedObject(object.file(), value))
                    .orElseThrow(() -> object.wrong(name, value, "a certificate with RawData or Thumbprint", ""));
        }
        return decoded(bytes(value))
                .orElseThrow(() -> object.wrong(
                        name,
                        value,
                        "a certificate in base64",
                        "; if it is cut off, write it with ConvertTo-Json -Depth 5"));
    }

    /** The certificate in an object: X509Certificate2, or output of Get-CsCertificate or Get-ExchangeCertificate. */
    static Optional<KnownCertificate> ofObject(ImportedObject object) {
        JsonNode raw = object.member("RawData");
        if (raw != null && (raw.isTextual() || !raw.isEmpty())) {
            return Optional.of(of(object, "RawData", raw));
        }
        Optional<KnownCertificate> bare = object.text("Thumbprint").flatMap(KnownCertificate::ofThumbprint);
        return bare.map(one -> new KnownCertificate(
                one.thumbprint(),
                object.text("Subject").map(KnownCertificate::commonName).orElse(null),
                names(object),
                object.moment("NotBefore").orElse(null),
                object.moment("NotAfter").orElse(null),
                null));
    }

    private static List<String> names(ImportedObject object) {
        List<String> names = new ArrayList<>();
        for (String member : List.of("AlternativeNames", "CertificateDomains", "DnsNameList")) {
            if (object.has(member)) {
                object.texts(member).stream()
                        .filter(DomainNameValidator::isName)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static byte[] bytes(JsonNode value) {
        if (value.isArray()) {
            byte[] bytes = new byte[value.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) value.get(i).asInt();
            }
            return bytes;
        }
        try {
            return Base64.getMimeDecoder().decode(value.asText().replaceAll("-----[A-Z ]+-----", ""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<KnownCertificate> decoded(byte[] bytes) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            return Optional.of(new KnownCertificate(
                    ofThumbprint(SigningKey.x5t(certificate)).orElseThrow().thumbprint(),
                    commonName(certificate.getSubjectX500Principal().getName()),
                    CertificateDomains.of(certificate).names().stream().sorted().toList(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    Base64.getEncoder().encodeToString(certificate.getEncoded())));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The common name in a distinguished name; the whole text if it has no common name. */
    static String commonName(String subject) {
        for (String part : subject.split("(?<!\\\\),", -1)) {
            String stripped = part.strip();
            if (stripped.regionMatches(true, 0, "CN=", 0, 3)) {
                return stripped.substring(3).replace("\\", "");
            }
        }
        return subject;
    }

    /** Merges two descriptions of the same certificate. */
    KnownCertificate and(KnownCertificate other) {
        if (base64 != null) {
            return this;
        }
        if (other.base64 != null) {
            return other;
        }
        return new KnownCertificate(
                thumbprint,
                subject == null ? other.subject : subject,
                names.isEmpty() ? other.names : names,
                from == null ? other.from : from,
                until == null ? other.until : until,
                null);
    }

    /** Whether the thumbprint is real. It is not real if it stands for an unknown key. */
    boolean isReal() {
        return thumbprint.length() == HEX_DIGITS && thumbprint.matches("[0-9A-F]+");
    }

    /** The subject, thumbprint and dates for people, as far as they are known. */
    String told() {
        return (subject == null ? "a certificate with unknown subject" : subject)
                + ", "
                + thumbprint
                + (from == null || until == null ? ", dates unknown" : ", " + from + " to " + until);
    }
}
