package org.s2slab.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The content of a certificate, without its issuer.
 *
 * @param commonName the subject's common name
 * @param domains DNS names of the subject alternative name, empty for none
 * @param addresses IP addresses of the subject alternative name, empty for none
 * @param purpose the permitted use of its key
 */
public record CertificateTemplate(
        String commonName,
        List<String> domains,
        List<String> addresses,
        Instant notBefore,
        Instant notAfter,
        Purpose purpose) {
    /** The permitted use of the certified key (RFC 5280, 4.2.1.3, 4.2.1.9, 4.2.1.12). */
    public enum Purpose {
        /** Issuing other certificates. */
        AUTHORITY,
        /** Proving a host name in TLS, at either end. */
        TLS,
        /** Signing S2S tokens. */
        TOKENS
    }

    /** The subject of the certificate with which Exchange signs tokens. */
    public static final String EXCHANGE_AUTH_NAME = "Microsoft Exchange Server Auth Certificate";

    /** A new certificate is valid from this much earlier, so that a partner with a slow clock accepts it at once. */
    static final Duration BACKDATED = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    public CertificateTemplate {
        if (commonName.isBlank()) {
            throw new IllegalArgumentException("commonName: a certificate needs a subject");
        }
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("notAfter: " + notAfter + " is not after " + notBefore);
        }
        domains = List.copyOf(domains);
        addresses = List.copyOf(addresses);
    }

    /** A certificate for signing tokens without alternative names. */
    public static CertificateTemplate forTokens(String commonName, Instant notBefore, Instant notAfter) {
        return new CertificateTemplate(commonName, List.of(), List.of(), notBefore, notAfter, Purpose.TOKENS);
    }

    /** The certificate for signing tokens from Exchange's setup: self-signed and valid for five years. */
    public static CertificateTemplate exchangeAuth(Instant now) {
        return selfSignedByExchange(EXCHANGE_AUTH_NAME, List.of(), now);
    }

    /** A certificate for signing tokens, as New-ExchangeCertificate makes it: valid for five years. */
    public static CertificateTemplate selfSignedByExchange(String commonName, List<String> domains, Instant now) {
        return new CertificateTemplate(
                commonName, domains, List.of(), now.minus(BACKDATED), yearsAfter(now, 5), Purpose.TOKENS);
    }

    static Instant yearsAfter(Instant moment, int years) {
        return moment.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    /** The certificate of a key, signed with the same key. */
    public SigningKey selfSigned(KeyPair pair) {
        X500Name name = subject();
        return new SigningKey(pair.getPrivate(), signed(name, pair.getPublic(), pair.getPublic(), pair.getPrivate()));
    }

    /** The certificate of a key, signed by an authority. */
    public SigningKey issuedBy(SigningKey authority, KeyPair pair) {
        X500Name issuer = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        return new SigningKey(
                pair.getPrivate(),
                signed(issuer, pair.getPublic(), authority.certificate().getPublicKey(), authority.privateKey()));
    }

    private X500Name subject() {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private X509Certificate signed(
            X500Name issuer, PublicKey publicKey, PublicKey issuerPublicKey, PrivateKey issuerKey) {
        BigInteger serial = new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(notBefore), Date.from(notAfter), subject(), publicKey);
        String algorithm = issuerKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            addExtensions(builder);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(publicKey));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerPublicKey));
            byte[] encoded = builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("certificate for " + commonName, e);
        }
    }

    private void addExtensions(X509v3CertificateBuilder builder) throws IOException {
        boolean authority = purpose == Purpose.AUTHORITY;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, keyUsage());
        if (!authority) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
        }
        GeneralName[] names = alternativeNames();
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    private KeyUsage keyUsage() {
        return switch (purpose) {
            case AUTHORITY -> new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
            case TLS -> new KeyUsage(KeyUsage.digitalSignature);
            case TOKENS -> new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
        };
    }

    private GeneralName[] alternativeNames() {
        List<GeneralName> names = new ArrayList<>();
        domains.forEach(domain -> names.add(new GeneralName(GeneralName.dNSName, domain)));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        return names.toArray(GeneralName[]::new);
    }
}
