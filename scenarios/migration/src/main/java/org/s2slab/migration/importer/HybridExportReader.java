package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.identity.Guid;

/**
 * Reads what decides about Exchange's calls to Exchange Online: authorization servers of type AzureAD with an
 * application, organization relationships, setting overrides, and the settings of the organisation for EWS. Notes what
 * the lab does not have.
 */
record HybridExportReader(ImportedServer from, DeploymentDraft draft, ServerDraft server) {
    /** The settings of the organisation that the lab has, by their parameters in the spelling of the cmdlet. */
    private static final List<String> SETTINGS =
            List.of("EwsEnabled", "EwsAllowedAppIDs", "EwsApplicationAccessPolicy", "EwsAllowList", "EwsBlockList");

    /** The components and sections of the settings that the lab has. */
    private static final Set<String> SETTINGS_WITH_OVERRIDES = Set.of(
            ExchangeProduct.OVERRIDE_COMPONENT + ", " + ExchangeProduct.OVERRIDE_SECTION,
            ExchangeProduct.GRAPH_COMPONENT + ", " + ExchangeProduct.GRAPH_SECTION);

    /** The properties of an organization relationship, as texts and as truth values. */
    private static final List<String> TEXTS = List.of(
            "FreeBusyAccessLevel",
            "MailTipsAccessLevel",
            "TargetApplicationUri",
            "TargetSharingEpr",
            "TargetOwaURL",
            "TargetAutodiscoverEpr");

    private static final List<String> FLAGS =
            List.of("Enabled", "FreeBusyAccessEnabled", "MailTipsAccessEnabled", "PhotosEnabled");

    void read() {
        from.all(ExchangeProduct.RELATIONSHIPS).forEach(this::relationship);
        from.all(ExchangeProduct.OVERRIDES).forEach(this::override);
        from.first(ExchangeProduct.ORGANIZATION).ifPresent(this::organization);
    }

    /** @param metadata the address of its metadata document */
    void signInServer(String name, URI metadata, ImportedObject object) {
        Optional<String> application = object.text("ApplicationIdentifier");
        if (application.isEmpty() || metadata.getHost() == null) {
            draft.notes.leftOut(server.name + ": the authorization server '" + name
                    + "' of type AzureAD signs in people, not servers; it has no application of the organisation");
            return;
        }
        String host = metadata.getHost().toLowerCase(Locale.ROOT);
        draft.authzHosts.add(host);
        String told = object.text("Realm").orElse("") + " "
                + object.text("IssuerIdentifier").orElse("") + " " + metadata;
        server.signInServers.add(new ImportedSignInServer(
                name,
                host,
                Guid.firstIn(told).orElse(null),
                application.get().toLowerCase(Locale.ROOT),
                object.text("GraphBaseUrl").orElse(null)));
    }

    private void relationship(ImportedObject object) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("Name", object.require("Name"));
        made.put("DomainNames", object.texts("DomainNames"));
        TEXTS.forEach(name -> object.text(name).ifPresent(text -> made.put(name, text)));
        FLAGS.stream().filter(object::has).forEach(name -> made.put(name, object.flag(name, false)));
        server.relationships.add(made);
    }

    private void override(ImportedObject object) {
        String name = object.require("Name");
        String component = object.text("ComponentName").orElse("");
        String section = object.text("SectionName").orElse("");
        if (SETTINGS_WITH_OVERRIDES.contains(component + ", " + section)) {
            server.overrides.add(new ImportedOverride(
                    name,
                    component,
                    section,
                    object.texts("Parameters"),
                    object.text("Reason").orElse("Copied from the export")));
        } else {
            draft.notes.leftOut(server.name + ": the setting override '" + name + "' of " + component + ", " + section
                    + ", a setting that the lab does not have");
        }
    }

    private void organization(ImportedObject object) {
        for (Map.Entry<String, JsonNode> member : object.node().properties()) {
            String name = member.getKey();
            Optional<String> known =
                    SETTINGS.stream().filter(name::equalsIgnoreCase).findFirst();
            List<String> values = name.toLowerCase(Locale.ROOT).startsWith("ews") ? object.texts(name) : List.of();
            if (values.isEmpty()) {
                continue;
            }
            if (known.isEmpty() || !server.online) {
                draft.notes.leftOut(server.name + ": " + name + " of the organisation, "
                        + (known.isEmpty() ? "a setting that the lab does not have" : "which the lab has online only"));
            } else {
                server.organization.put(known.get(), value(known.get(), values, object));
            }
        }
    }

    private static Object value(String name, List<String> values, ImportedObject object) {
        return switch (name) {
            case "EwsEnabled" -> object.flag(name, true);
            case "EwsAllowedAppIDs" -> String.join(",", values);
            case "EwsApplicationAccessPolicy" -> values.get(0);
            default -> values;
        };
    }
}
