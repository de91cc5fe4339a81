package org.s2slab.engine.product;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cmdlets of Exchange for calls to the other organisation of a hybrid deployment. */
public abstract class HybridExchangeCmdlets extends ServerProduct {
    /** The component and the section of the setting for the dedicated hybrid application. */
    public static final String OVERRIDE_COMPONENT = "Global";

    public static final String OVERRIDE_SECTION = "ExchangeOnpremAsThirdPartyAppId";

    static final String ENABLED = "Enabled=true";

    /** The component and the section of the setting for Microsoft Graph. */
    public static final String GRAPH_COMPONENT = "SettingOverride";

    public static final String GRAPH_SECTION = "RouteThroughMSGraph";

    private static final String DIAGNOSTICS =
            "Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration";

    /** The start of cmdlets that change an authorization server. */
    static final String SET_SERVER = "Set-AuthServer -Identity $1";

    HybridExchangeCmdlets(String node) {
        super(ProductRole.EXCHANGE, node, "CurrentCertificateThumbprint");
    }

    /**
     * Sets the organisation's application for calls to Exchange Online.
     *
     * @param application its id, or a variable with the id
     * @param there what the organisation already has; it is changed, not created again
     */
    public List<CmdletCall> useDedicatedApplication(String tenant, String host, String application, HybridState there) {
        String known = there.signInServers().get("https://sts.windows.net/" + tenant + "/");
        String server = known == null ? "EvoSTS - " + tenant : known;
        List<CmdletCall> calls = new ArrayList<>();
        if (known == null) {
            calls.add(registerSignInServer(server, host, tenant));
        }
        calls.add(useApplication(server, application).with("Enabled", known == null ? null : true));
        calls.add(
                there.override() == null
                        ? override(
                                "EnableExchangeHybrid3PAppFeature",
                                OVERRIDE_COMPONENT,
                                OVERRIDE_SECTION,
                                List.of(ENABLED),
                                "Enable dedicated Exchange hybrid app feature")
                        : enableOverride(there.override()));
        calls.add(refreshOverrides());
        return calls;
    }

    /**
     * Calls Microsoft Graph in place of EWS of Exchange Online. The application of the organisation needs its permissions.
     *
     * @param there what the organisation already has
     */
    public List<CmdletCall> routeThroughGraph(String tenant, HybridState there) {
        String server =
                there.signInServers().getOrDefault("https://sts.windows.net/" + tenant + "/", "EvoSTS - " + tenant);
        return List.of(
                useGraph(server, "https://graph.microsoft.com"),
                override(
                        "EnableRouteThroughMSGraphFeature",
                        GRAPH_COMPONENT,
                        GRAPH_SECTION,
                        List.of(ENABLED),
                        "Enable Microsoft Graph"),
                refreshOverrides());
    }

    /** Lets a setting override enable the dedicated hybrid application. */
    public CmdletCall enableOverride(String name) {
        return call("Set-SettingOverride -Identity $1 -Parameters $2", name, List.of(ENABLED));
    }

    /** Removes a setting override. */
    public CmdletCall removeOverride(String name) {
        return call("Remove-SettingOverride -Identity $1", name);
    }

    /** Registers the AzureAD authorization server of a tenant, which signs people in. */
    public CmdletCall registerSignInServer(String name, String host, String tenant) {
        String template = "New-AuthServer -Name $1 -Type AzureAD -AuthMetadataUrl"
                + " https://$2/$3/federationmetadata/2007-06/federationmetadata.xml";
        return call(template, name, host, tenant);
    }

    /** Names the organisation's own application at an AzureAD authorization server. */
    public CmdletCall useApplication(String server, String application) {
        return call(SET_SERVER + " -ApplicationIdentifier $2", server, application);
    }

    /** Names the address of Microsoft Graph at an AzureAD authorization server. */
    public CmdletCall useGraph(String server, String address) {
        return call(SET_SERVER + " -GraphBaseUrl $2", server, address);
    }

    /** Overrides a setting. The server uses it after up to an hour, or after {@link #refreshOverrides}. */
    public CmdletCall override(String name, String component, String section, List<String> parameters, String reason) {
        String template = "New-SettingOverride -Name $1 -Component $2 -Section $3 -Parameters $4 -Reason $5";
        return call(template, name, component, section, parameters, reason);
    }

    /** Makes the server use the setting overrides of the organisation now. */
    public CmdletCall refreshOverrides() {
        return call(DIAGNOSTICS + " -Argument Refresh");
    }

    /** Shows the setting overrides that the server uses. */
    public CmdletCall showUsedOverrides() {
        return call(DIAGNOSTICS + " -Argument Overrides");
    }

    /** Adds a connector to the organisation's other premises. */
    public CmdletCall connect(
            String name, String discovery, @Nullable String sharing, List<String> domains, boolean enabled) {
        String template = "New-IntraOrganizationConnector -Name $1 -DiscoveryEndpoint $2 -TargetSharingEpr $3"
                + " -TargetAddressDomains $4 -Enabled $5";
        return call(template, name, discovery, sharing, domains, enabled ? null : false);
    }
}
