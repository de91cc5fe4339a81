package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.pki.CertificateTemplate;

/** Describes the replacement certificates in the topology, with the real subjects, names and validity dates. */
final class ReplacementCertificates {
    private ReplacementCertificates() {}

    /** The subject of the certificate that replaces a server's key: the real subject, or else the default one. */
    static String subject(DeploymentDraft draft, ServerDraft server, String key) {
        KnownCertificate certificate = draft.certificates.get(key);
        if (certificate != null
                && certificate.subject() != null
                && !certificate.subject().isBlank()) {
            return certificate.subject();
        }
        return switch (server.role) {
            case "lync" -> server.online ? server.host() : draft.domain;
            case "exchange" -> CertificateTemplate.EXCHANGE_AUTH_NAME;
            default -> SharePointProduct.CERTIFICATE_NAME;
        };
    }

    /** The topology's entries for a server's certificates, by their names in the scenario. */
    static Map<String, Object> of(DeploymentDraft draft, ServerDraft server, CertificateNameRegistry names) {
        Map<String, Object> plans = new LinkedHashMap<>();
        names.of(server).forEach((key, name) -> plans.put(name, plan(draft, server, key, names)));
        return plans;
    }

    private static Map<String, Object> plan(
            DeploymentDraft draft, ServerDraft server, String key, CertificateNameRegistry names) {
        KnownCertificate certificate = draft.certificates.get(key);
        String subject = subject(draft, server, key);
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("subject", subject);
        if (certificate == null || server.online) {
            return plan;
        }
        List<String> alternatives = new ArrayList<>(certificate.names().stream()
                .filter(DomainNameValidator::isName)
                .filter(domain -> !domain.equalsIgnoreCase(subject))
                .toList());
        boolean covers = subject.equalsIgnoreCase(draft.domain) || alternatives.contains(draft.domain);
        if (server.is("lync") && !covers) {
            alternatives.add(draft.domain.toLowerCase(Locale.ROOT));
            draft.notes.assumed("the certificate '" + names.of(server).get(key) + "' of " + server.name + " names "
                    + draft.domain + " too");
        }
        if (!alternatives.isEmpty() && !server.is("exchange")) {
            plan.put("alternatives", alternatives);
        }
        // The certificate of a stale key gets the lab's own dates, because it is unknown when the key was published.
        if (certificate.from() != null && certificate.until() != null && !names.isStale(key)) {
            plan.put("from", certificate.from().toString());
            plan.put("until", certificate.until().toString());
        }
        return plan;
    }
}
