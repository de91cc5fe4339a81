package org.s2slab.sharepoint.trust;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.CallerPolicyRule;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.Rule;

/** The settings of SharePoint Online for its tenant (Set-SPOTenant), and what they refuse (P7). */
public final class TenantSettings {
    private static final String DISABLED = "DisableCustomAppAuthentication";
    private static final OnlineServiceChange ENDED =
            ServiceChangeCalendar.published().change("acs-sharepoint-online");
    private static final OnlineServiceChange NEW_TENANT =
            ServiceChangeCalendar.published().change("sharepoint-new-tenants");

    private final SnapshotTable<List<Boolean>> disabled;
    private final PolicyClock clock;

    private final List<Rule<PrincipalId>> rules = List.of(new Rule<>(
            CallerPolicyRule.ACS_APP_ONLY.id(),
            RefusalCode.TENANT_POLICY,
            CallerPolicyRule.ACS_APP_ONLY.sentence(),
            this::ended));

    public TenantSettings(Database database, PolicyClock clock) {
        this.disabled = SnapshotTable.of(
                database, "SELECT disabled FROM custom_app_authentication", row -> row.isSet("disabled"));
        this.clock = clock;
    }

    public Future<Void> load() {
        return disabled.load();
    }

    /**
     * Refuses a token of Access Control Service for an application of the tenant. In the lab, all tokens for applications
     * that are not Microsoft's are such tokens.
     */
    public Optional<Refusal> check(RoutingContext request) {
        PrincipalId application = RequestIdentity.caller(request).application();
        if (application == null || WellKnownPrincipals.isOfMicrosoft(application.id())) {
            return Optional.empty();
        }
        try {
            Rule.refuseByFirst(rules, application);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    private @Nullable Finding ended(PrincipalId application) {
        if (clock.isInForce(ENDED)) {
            return Finding.of("Access Control Service has ended for SharePoint Online", "an Entra application");
        }
        if (clock.isInForce(NEW_TENANT)) {
            return Finding.of(
                    "Access Control Service has ended for SharePoint Online of tenants created since "
                            + NEW_TENANT.firstDay(),
                    "an Entra application");
        }
        return isDisabled() ? Finding.of(DISABLED + " is $true", "$false") : null;
    }

    /** The value that an administrator has set; without it, {@code $true} in a new tenant. */
    private boolean isDisabled() {
        return disabled.current().isEmpty()
                ? clock.isInForce(NEW_TENANT)
                : disabled.current().contains(true);
    }

    /** @param online whether the node plays SharePoint Online; a farm has no tenant, and refuses the cmdlets */
    public List<Cmdlet> cmdlets(boolean online) {
        return Stream.of(
                        CMDLETS.cmdlet(
                                "Get-SPOTenant",
                                given -> Future.succeededFuture(
                                        CmdletOutput.of(CmdletObject.empty().with(DISABLED, isDisabled())))),
                        CMDLETS.cmdlet("Set-SPOTenant", this::set))
                .map(cmdlet -> online ? cmdlet : cmdlet.after(() -> requireOnline(cmdlet.name())))
                .toList();
    }

    private static void requireOnline(String cmdlet) {
        throw new Refusal(
                RefusalCode.NOT_SUPPORTED,
                cmdlet + ": SharePoint Server has no tenant; run the cmdlet at SharePoint Online.");
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        boolean requested = given.flag(DISABLED, isDisabled());
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> disabled.change(
                        "INSERT INTO custom_app_authentication (id, disabled) VALUES (1, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET disabled = excluded.disabled",
                        requested ? 1 : 0));
    }
}
