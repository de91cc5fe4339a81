package org.s2slab.trust;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.validation.TrustLevel;

/** Stores partner applications in the node's database. */
record PartnerStore(Database database) {
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

    Future<List<ResolvedPartner>> all() {
        return database.list("SELECT * FROM partner_applications ORDER BY name_key", PartnerStore::partner);
    }

    Future<Void> put(ResolvedPartner partner) {
        PartnerApplication application = partner.application();
        Tuple values = Tuple.tuple()
                .addValue(partner.key())
                .addValue(application.name())
                .addValue(application.applicationId())
                .addValue(application.realm())
                .addValue(text(application.metadataUrl()))
                .addValue(application.useOAuthServer() ? 1 : 0)
                .addValue(application.level().name())
                .addValue(application.acceptsSids() ? 1 : 0)
                .addValue(application.enabled() ? 1 : 0)
                .addValue(application.broker() ? 1 : 0)
                .addValue(application.linkedAccount())
                .addValue(String.join("\n", application.grants().actAs()))
                .addValue(String.join("\n", application.grants().appOnly()))
                .addValue(application.grants().issuerIdentifier())
                .addValue(application.trustedSince())
                .addValue(lines(application.certificates()))
                .addValue(partner.metadataRealm())
                .addValue(text(partner.issuance()))
                .addValue(partner.readAt() == null ? null : partner.readAt().getEpochSecond())
                .addValue(String.join("\n", partner.withdrawn()));
        return database.execute(PUT, values);
    }

    Future<Void> remove(String key) {
        return database.execute("DELETE FROM partner_applications WHERE name_key = ?", key);
    }

    private static ResolvedPartner partner(Row row) {

        var application = new PartnerApplication(
                row.getString("name"),
                row.getString("application_id"),
                row.getString("realm"),
                address(row, "metadata_url"),
                certificates(row.getString("certificates")),
                isSet(row, "use_oauth_server"),
                TrustLevel.valueOf(row.getString("trust_level")),
                isSet(row, "accepts_sids"),
                isSet(row, "enabled"),
                isSet(row, "broker"),
                row.getString("linked_account"),
                new PartnerGrants(
                        row.getString("act_as").lines().toList(),
                        row.getString("app_only").lines().toList(),
                        row.getString("issuer_identifier")),
                row.getLong("trusted_since"));
        Set<String> withdrawn = row.getString("withdrawn").lines().collect(Collectors.toSet());
        return new ResolvedPartner(
                application,
                row.getString("metadata_realm"),
                address(row, "issuance_endpoint"),
                Rows.moment(row, "metadata_read_at"),
                withdrawn);
    }

    private static @Nullable String text(@Nullable URI address) {
        return address == null ? null : address.toString();
    }

    private static @Nullable URI address(Row row, String column) {
        String address = row.getString(column);
        return address == null ? null : URI.create(address);
    }

    private static boolean isSet(Row row, String column) {
        return row.getInteger(column) != 0;
    }

    private static String lines(List<X509Certificate> certificates) {
        return certificates.stream().map(CertificateEncoding::text).collect(Collectors.joining("\n"));
    }

    private static List<X509Certificate> certificates(String lines) {
        return lines.lines().map(CertificateEncoding::of).toList();
    }
}
