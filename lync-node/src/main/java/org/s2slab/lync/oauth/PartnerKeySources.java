package org.s2slab.lync.oauth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.CmdletArguments;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** The sources of a partner application's keys: the four parameter sets of New- and Set-CsPartnerApplication. */
public record PartnerKeySources(Vertx vertx, PartnerRegistry partners, Clock clock) {
    static final String METADATA = "MetadataUrl";
    static final String USE_OAUTH_SERVER = "UseOAuthServer";
    static final String CERTIFICATE_FILE = "CertificateFileData";
    static final String CERTIFICATE_RAW = "CertificateRawData";

    /** The values of the chosen parameter set. */
    private record Source(
            String applicationId,
            @Nullable String realm,
            @Nullable URI metadataUrl,
            List<X509Certificate> certificates,
            boolean useOAuthServer) {}

    /** The partner application from the parameters of New-CsPartnerApplication; not stored yet. */
    Future<PartnerApplication> created(String name, TrustLevel level, CmdletArguments parameters) {
        String id = parameters.optionalText("ApplicationIdentifier").orElse("");
        String realm = parameters.optionalText("Realm").orElse(null);
        return source(parameters, id, realm).map(source -> partner(name, source, level, parameters, null));
    }

    /** A partner application with the changes of Set-CsPartnerApplication; not stored yet. */
    Future<PartnerApplication> changed(PartnerApplication old, TrustLevel level, CmdletArguments parameters) {
        boolean sameSource = List.of(METADATA, USE_OAUTH_SERVER, CERTIFICATE_FILE, CERTIFICATE_RAW).stream()
                .noneMatch(parameters::has);
        if (sameSource) {
            var source = new Source(
                    old.applicationId(), old.realm(), old.metadataUrl(), old.certificates(), old.useOAuthServer());
            return Future.succeededFuture(partner(old.name(), source, level, parameters, old));
        }
        String realm = old.realm() != null
                ? old.realm()
                : partners.issuerOf(old.name()).map(PrincipalId::realm).orElse(null);
        return source(parameters, old.applicationId(), realm).map(source -> {
            if (!source.applicationId().equals(old.applicationId())) {
                throw Refusal.conflict("MetadataUrl: the document is that of '" + source.applicationId()
                        + "', this partner is '" + old.applicationId() + "'; remove it and make a new one");
            }
            return partner(old.name(), source, level, parameters, old);
        });
    }

    private PartnerApplication partner(
            String name,
            Source source,
            TrustLevel level,
            CmdletArguments parameters,
            @Nullable PartnerApplication old) {
        return new PartnerApplication(
                name,
                source.applicationId(),
                source.realm(),
                source.metadataUrl(),
                source.certificates(),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, source.useOAuthServer())
                        .with(
                                PartnerTrait.ACCEPTS_SIDS,
                                parameters.flag(
                                        "AcceptSecurityIdentifierInformation", old != null && old.acceptsSids()))
                        .with(PartnerTrait.ENABLED, parameters.flag("Enabled", old == null || old.enabled())),
                level,
                null,
                PartnerGrants.NONE,
                old != null && goesOn(old, source)
                        ? old.trustedSince()
                        : clock.instant().getEpochSecond());
    }

    /** Whether trust continues, as in a rollover: a certificate stays the same. Otherwise new trust begins. */
    private static boolean goesOn(PartnerApplication old, Source source) {
        return old.certificates().equals(source.certificates())
                || old.certificates().stream().anyMatch(source.certificates()::contains);
    }

    private Future<Source> source(CmdletArguments parameters, String id, @Nullable String realm) {
        if (parameters.has(METADATA)) {
            return metadata(parameters);
        }
        checkPrincipal(id, realm);
        if (parameters.has(CERTIFICATE_FILE)) {
            Path file = Path.of(parameters.text(CERTIFICATE_FILE));
            return vertx.executeBlocking(() -> certificate(CERTIFICATE_FILE, read(file)))
                    .map(certificate -> new Source(id, realm, null, List.of(certificate), false));
        }
        if (parameters.has(CERTIFICATE_RAW)) {
            X509Certificate certificate = certificate(CERTIFICATE_RAW, decode(parameters.text(CERTIFICATE_RAW)));
            return Future.succeededFuture(new Source(id, realm, null, List.of(certificate), false));
        }
        if (!parameters.flag(USE_OAUTH_SERVER, false)) {
            throw refused(
                    USE_OAUTH_SERVER,
                    "it can only be switched on; to trust the partner itself, give one of "
                            + List.of(METADATA, CERTIFICATE_FILE, CERTIFICATE_RAW));
        }
        return Future.succeededFuture(new Source(id, realm, null, List.of(), true));
    }

    private Future<Source> metadata(CmdletArguments parameters) {
        URI url = metadataUrl(parameters);
        return partners.read(url, parameters.context())
                .recover(PartnerKeySources::notDownloaded)
                .map(document -> {
                    if (document.issuanceEndpoint() != null) {
                        throw refused(
                                METADATA,
                                "'" + url + "' is the document of an authorization server, which is no partner"
                                        + " application; New-CsOAuthServer registers it");
                    }
                    return new Source(document.serviceName(), null, url, document.signingCertificates(), false);
                });
    }

    /** The URL in MetadataUrl; Refusal PARAMETER_INVALID if it is not valid. */
    static URI metadataUrl(CmdletArguments parameters) {
        try {
            return URI.create(parameters.text(METADATA));
        } catch (IllegalArgumentException e) {
            throw notDownloaded("it is not an address: " + e.getMessage());
        }
    }

    /** Maps the failure of an unusable document to the product's error; returns other failures unchanged. */
    static <T> Future<T> notDownloaded(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Refusal refusal && refusal.code() == RefusalCode.METADATA_UNUSABLE
                        ? notDownloaded(refusal.detail())
                        : failure);
    }

    /** The product's text (protocol section 3.6), together with the cause, which the product does not show. */
    private static Refusal notDownloaded(String cause) {
        return Refusal.invalid(
                "Cannot bind parameter 'MetadataUrl' to the target. Exception setting \"MetadataUrl\": \"The metadata"
                        + " document could not be downloaded from the URL in the MetadataUrl parameter or downloaded data is"
                        + " not a valid metadata document.\" Cause: " + cause);
    }

    private static void checkPrincipal(String id, @Nullable String realm) {
        try {
            var principal = new PrincipalId(id, realm == null ? "realm" : realm);
            if (principal.realm().equals("*")) {
                throw refused("Realm", "'*' is not the realm of a partner");
            }
        } catch (IllegalArgumentException e) {
            throw refused("ApplicationIdentifier", e.getMessage() + ", with Realm " + realm);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refused(CERTIFICATE_FILE, "the file '" + file + "' cannot be read: " + e);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw refused(CERTIFICATE_RAW, "it is not base64: " + e.getMessage());
        }
    }

    private static X509Certificate certificate(String parameter, byte[] encoded) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw refused(parameter, "it holds no X.509 certificate (DER or PEM): " + e.getMessage());
        }
    }

    private static Refusal refused(String parameter, @Nullable String why) {
        return Refusal.invalid("Cannot bind parameter '" + parameter + "': " + why + ".");
    }

    /** The thumbprints of a partner's keys in the form of tokens (x5t), which the product does not show. */
    static List<String> thumbprints(List<X509Certificate> certificates) {
        return certificates.stream().map(SigningKey::x5t).toList();
    }

    /** The AuthToken property: the source of the trust. */
    static String describe(PartnerApplication partner) {
        if (partner.useOAuthServer()) {
            return "UseOAuthServer";
        }
        URI url = partner.metadataUrl();
        return "Value=" + (url == null ? raw(partner.certificates()) : url.toString());
    }

    private static String raw(List<X509Certificate> certificates) {
        return certificates.stream().map(CertificateEncoding::text).collect(Collectors.joining(","));
    }
}
