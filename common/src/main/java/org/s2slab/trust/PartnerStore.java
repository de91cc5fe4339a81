package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Stores partner applications in the node's database. */
final class PartnerStore {
    private static final String PUT = """
            INSERT INTO partner_applications (name_key, name, application_id, realm, metadata_url, use_oauth_server,
                trust_level, accepts_sids, enabled, broker, linked_account, act_as, app_only,
                issuer_identifier, trusted_since, certificates,
                metadata_realm, issuance_endpoint, metadata_read_at, withdrawn)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, application_id = excluded.application_id,
                realm = excluded.realm, metadata_url = excluded.metadata_url,
                use_oauth_server = excluded.use_oauth_server, trust_level = excluded.trust_level,
                accepts_sids = excluded.accepts_sids, enabled = excluded.enabled, broker = excluded.broker,
                linked_account = excluded.linked_account, act_as = excluded.act_as, app_only = excluded.app_only,
                issuer_identifier = excluded.issuer_identifier, trusted_since = excluded.trusted_since,
                certificates = excluded.certificates, metadata_realm = excluded.metadata_realm,
                issuance_endpoint = excluded.issuance_endpoint,
                metadata_read_at = excluded.metadata_read_at, withdrawn = excluded.withdrawn
            """;

    private PartnerStore() {}

    static List<ResolvedPartner> all(ReadTransaction rx) {
        return rx.list("SELECT * FROM partner_applications ORDER BY name_key", PartnerStore::partner);
    }

    static void put(WriteTransaction tx, ResolvedPartner partner) {
        PartnerApplication application = partner.application();
        tx.execute(
                PUT,
                partner.key(),
                application.name(),
                application.applicationId(),
                application.realm(),
                text(application.metadataUrl()),
                application.useOAuthServer() ? 1 : 0,
                application.level().name(),
                application.acceptsSids() ? 1 : 0,
                application.enabled() ? 1 : 0,
                application.broker() ? 1 : 0,
                application.linkedAccount(),
                String.join("\n", application.grants().actAs()),
                String.join("\n", application.grants().appOnly()),
                application.grants().issuerIdentifier(),
                application.trustedSince(),
                lines(application.certificates()),
                partner.metadataRealm(),
                text(partner.issuance()),
                partner.readAt() == null ? null : partner.readAt().getEpochSecond(),
                String.join("\n", partner.withdrawn()));
    }

    static void remove(WriteTransaction tx, String key) {
        tx.execute("DELETE FROM partner_applications WHERE name_key = ?", key);
    }

    private static ResolvedPartner partner(ResultRow row) {
        var application = new PartnerApplication(
                row.text("name"),
                row.text("application_id"),
                row.optionalText("realm"),
                address(row, "metadata_url"),
                certificates(row.text("certificates")),
                Switches.<PartnerTrait>of()
                        .with(PartnerTrait.USES_OAUTH_SERVER, row.isSet("use_oauth_server"))
                        .with(PartnerTrait.ACCEPTS_SIDS, row.isSet("accepts_sids"))
                        .with(PartnerTrait.ENABLED, row.isSet("enabled"))
                        .with(PartnerTrait.BROKER, row.isSet("broker")),
                TrustLevel.valueOf(row.text("trust_level")),
                row.optionalText("linked_account"),
                new PartnerGrants(
                        row.text("act_as").lines().toList(),
                        row.text("app_only").lines().toList(),
                        row.optionalText("issuer_identifier")),
                row.integer("trusted_since"));
        return new ResolvedPartner(
                application,
                row.optionalText("metadata_realm"),
                address(row, "issuance_endpoint"),
                row.moment("metadata_read_at"),
                row.text("withdrawn").lines().collect(Collectors.toSet()));
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static @Nullable URI address(ResultRow row, String column) {
        String address = row.optionalText(column);
        return address == null ? null : URI.create(address);
    }

    private static String lines(List<X509Certificate> certificates) {
        return certificates.stream().map(CertificateEncoding::text).collect(Collectors.joining("\n"));
    }

    private static List<X509Certificate> certificates(String lines) {
        return lines.lines().map(CertificateEncoding::of).toList();
    }
}
