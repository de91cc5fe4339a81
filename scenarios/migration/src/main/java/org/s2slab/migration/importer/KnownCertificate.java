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
 * A real certificate, as far as an export describes it. The export does not contain its private key; the lab generates
 * a key in its place.
 *
 * @param thumbprint the SHA-1 thumbprint, hexadecimal in upper case
 * @param subject the common name; null if only the thumbprint is known
 * @param names the domains that the certificate covers, in lower case
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

    /** One of which nothing is known but its thumbprint, in hex or as tokens name it (base64url); empty for other texts. */
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
     * @throws org.s2slab.engine.language.FileSyntaxException if it is not a certificate
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

    /** A certificate object: X509Certificate2, or what Get-CsCertificate and Get-ExchangeCertificate write. */
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
                        .filter(DomainNames::isName)
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

    /** The common name of a distinguished name, or all of it where it has none. */
    static String commonName(String subject) {
        for (String part : subject.split("(?<!\\\\),", -1)) {
            String stripped = part.strip();
            if (stripped.regionMatches(true, 0, "CN=", 0, 3)) {
                return stripped.substring(3).replace("\\", "");
            }
        }
        return subject;
    }

    /** Of two that are the same certificate, the one of which more is known, with what the other adds. */
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

    /** Whether it is one, and not what stands for a key of which nothing is known. */
    boolean isReal() {
        return thumbprint.length() == HEX_DIGITS && thumbprint.matches("[0-9A-F]+");
    }

    /** For people: subject, thumbprint, dates, as far as they are known. */
    String told() {
        return (subject == null ? "a certificate with unknown subject" : subject)
                + ", "
                + thumbprint
                + (from == null || until == null ? ", dates unknown" : ", " + from + " to " + until);
    }
}
