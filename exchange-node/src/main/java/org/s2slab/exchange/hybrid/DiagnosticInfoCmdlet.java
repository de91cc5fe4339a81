package org.s2slab.exchange.hybrid;

import static org.s2slab.xml.XmlNamespace.NONE;

import io.vertx.core.Future;
import org.s2slab.exchange.hybrid.SettingOverrideStore.PickedUp;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.xml.XmlWriter;

/** Get-ExchangeDiagnosticInfo for the setting overrides of this server: shows them, or reads them again first. */
record DiagnosticInfoCmdlet(SettingOverrideStore overrides) {
    /** The product's remark beside each override. */
    private static final String SYNCED =
            "This override synced to the server but whether it applies to the services running on this server depends on"
                    + " the override parameters, current configuration and the context.";

    Future<CmdletOutput> show(CmdletArguments given) {
        given.optionalText("Server")
                .filter(name -> !overrides.server().isNamed(name))
                .ifPresent(name -> {
                    throw ExchangeCmdlets.notFound(name);
                });
        PickedUp shown = given.text("Argument").equals("Refresh") ? overrides.refresh() : overrides.used();
        return Future.succeededFuture(CmdletOutput.of(CmdletObject.empty()
                .with("Result", document(shown))
                .with("Identity", null)
                .with("IsValid", true)
                .with("ObjectState", "New")));
    }

    private String document(PickedUp shown) {
        XmlWriter xml = new XmlWriter().open(NONE, "Diagnostics");
        xml.open(NONE, "ProcessInfo")
                .element(NONE, "serverName", overrides.server().name())
                .element(NONE, "currentTime", overrides.clock().instant().toString())
                .element(NONE, "fastTrainExchangeVersion", ServerBuild.BUILD)
                .close();
        xml.open(NONE, "Components").open(NONE, "VariantConfiguration");
        xml.open(NONE, "Overrides").attribute("Updated", shown.updated().toString());
        shown.overrides().forEach(override -> write(xml, override));
        String document = xml.close().close().close().close().document();
        return document.substring(document.indexOf("?>") + 2);
    }

    private static void write(XmlWriter xml, SettingOverride override) {
        xml.open(NONE, "SettingOverride")
                .element(NONE, "Name", override.name())
                .element(NONE, "Reason", override.reason())
                .element(NONE, "ModifiedBy", "")
                .element(NONE, "ComponentName", override.component())
                .element(NONE, "SectionName", override.section())
                .element(NONE, "Status", SettingOverrideCmdlets.ACCEPTED)
                .element(NONE, "Message", SYNCED)
                .list(NONE, "Parameters", override.parameters(), value -> xml.element(NONE, "Parameter", value))
                .close();
    }
}
