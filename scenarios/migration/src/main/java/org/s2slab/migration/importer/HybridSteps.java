package org.s2slab.migration.importer;

import org.s2slab.engine.product.ExchangeProduct;

/** Writes the steps for Exchange's own application at Exchange Online, relationships, and EWS settings. */
record HybridSteps(DeploymentDraft draft, TrustSteps steps) {
    void of(ServerDraft server) {
        ExchangeProduct exchange = (ExchangeProduct) server.product();
        for (ImportedSignInServer signIn : server.signInServers) {
            String tenant = signIn.tenant() == null ? draft.ownTenant : signIn.tenant();
            if (tenant == null) {
                draft.notes.leftOut(server.name + ": the authorization server '" + signIn.name()
                        + "', because the export does not name its tenant");
                continue;
            }
            steps.run(
                    "Exchange registers the server that signs people in",
                    exchange.registerSignInServer(signIn.name(), signIn.host(), tenant));
            steps.run(
                    "Exchange is told the id of its application",
                    exchange.useApplication(signIn.name(), signIn.application()));
            String graph = signIn.graph();
            if (graph != null) {
                steps.run("Exchange is told the address of Microsoft Graph", exchange.useGraph(signIn.name(), graph));
            }
        }
        server.relationships.forEach(made ->
                steps.run("An organization relationship with " + made.get("Name"), exchange.createRelationship(made)));
        for (ImportedOverride override : server.overrides) {
            steps.run(
                    "A setting override",
                    exchange.override(
                            override.name(),
                            override.component(),
                            override.section(),
                            override.parameters(),
                            override.reason()));
        }
        if (!server.overrides.isEmpty()) {
            steps.run("Exchange uses the setting overrides", exchange.refreshOverrides());
        }
        if (!server.organization.isEmpty()) {
            steps.run("The settings of the organisation", exchange.configureOrganization(server.organization));
        }
    }
}
