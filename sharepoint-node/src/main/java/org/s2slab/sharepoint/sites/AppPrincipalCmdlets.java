package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.trust.RegistrationNotes;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.TrustLevel;

/** Register-/Get-SPAppPrincipal and Set-/Remove-SPAppPrincipalPermission: applications and their permissions. */
public final class AppPrincipalCmdlets {
    /** A realm: the GUID of a farm or tenant, or the name of a domain. */
    private static final Pattern REALM = Pattern.compile(
            "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    private final PartnerRegistry partners;
    private final AppPermissions permissions;
    private final SiteLookup sites;
    private final Database database;
    private final Clock clock;

    /** @param host the host of the farm's web application */
    public AppPrincipalCmdlets(PartnerRegistry partners, Database database, SiteStore store, String host, Clock clock) {
        this.partners = partners;
        this.permissions = new AppPermissions(database);
        this.sites = new SiteLookup(store, host);
        this.database = database;
        this.clock = clock;
    }

    /** The action of a cmdlet on an application at a web. */
    private interface Action {
        Future<CmdletOutput> about(PrincipalId principal, Site site, CmdletArguments given);
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Register-SPAppPrincipal", with("NameIdentifier", this::register)),
                CMDLETS.cmdlet("Get-SPAppPrincipal", with("NameIdentifier", this::get)),
                CMDLETS.cmdlet("Set-SPAppPrincipalPermission", with("AppPrincipal", this::grant)),
                CMDLETS.cmdlet("Remove-SPAppPrincipalPermission", with("AppPrincipal", this::withdraw)));
    }

    private Cmdlet.Action with(String parameter, Action action) {
        return given ->
                sites.webAt(given.text("Site")).compose(site -> action.about(name(given.text(parameter)), site, given));
    }

    private Future<CmdletOutput> register(PrincipalId principal, Site site, CmdletArguments given) {
        String display = given.text("DisplayName");
        Optional<PartnerApplication> known = known(principal);
        return given.unlessWhatIf(() -> (known.isPresent()
                        ? Future.<Void>succeededFuture()
                        : partners.put(application(principal)))
                .compose(done -> database.change(tx -> RegistrationNotes.put(tx, principal.toString(), display)))
                .compose(done -> get(principal, site, given)));
    }

    private Future<CmdletOutput> get(PrincipalId principal, Site site, CmdletArguments given) {
        PartnerApplication application = existing(principal);
        return database.read(RegistrationNotes::all)
                .compose(names -> permissions
                        .of(principal, site)
                        .map(grants -> CmdletOutput.of(CmdletObject.empty()
                                .with(
                                        "DisplayName",
                                        names.getOrDefault(NameKey.of(principal.toString()), application.name()))
                                .with("NameIdentifier", principal.toString())
                                .with(
                                        "Permissions",
                                        grants.stream()
                                                .map(AppPrincipalCmdlets::shown)
                                                .toList()))));
    }

    private static String shown(AppPermissions.Grant grant) {
        return grant.right().word + " on " + grant.scope().word + (grant.appOnly() ? ", also app-only" : "");
    }

    private Future<CmdletOutput> grant(PrincipalId principal, Site site, CmdletArguments given) {
        existing(principal);
        var grant = new AppPermissions.Grant(
                AppPermissions.Scope.named(given.text("Scope")),
                SiteRight.named(given.text("Right")),
                given.flag("EnableAppOnlyPolicy", false));
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> permissions.put(principal, site, grant));
    }

    private Future<CmdletOutput> withdraw(PrincipalId principal, Site site, CmdletArguments given) {
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> permissions.remove(principal, site, AppPermissions.Scope.named(given.text("Scope"))));
    }

    private Optional<PartnerApplication> known(PrincipalId principal) {
        return partners.all().stream()
                .filter(partner -> partners.issuerOf(partner.name()).equals(Optional.of(principal))
                        || (partner.useOAuthServer()
                                && partner.applicationId().equals(principal.id())
                                && principal.realm().equals(partner.realm())))
                .findFirst();
    }

    private PartnerApplication existing(PrincipalId principal) {
        return known(principal)
                .orElseThrow(
                        () -> Refusal.notFound("The app principal '" + principal + "' could not be found. Trust it with"
                                + " New-SPTrustedSecurityTokenIssuer, or register it with Register-SPAppPrincipal."));
    }

    /** An application without its own keys, which a broker's signature authenticates. */
    private PartnerApplication application(PrincipalId principal) {
        return new PartnerApplication(
                principal.toString(),
                principal.id(),
                principal.realm(),
                null,
                List.of(),
                false,
                TrustLevel.FULL,
                true,
                true,
                false,
                null,
                PartnerGrants.NONE,
                clock.instant().getEpochSecond());
    }

    private static PrincipalId name(String text) {
        try {
            PrincipalId name = PrincipalId.parse(text);
            if (REALM.matcher(name.realm()).matches()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a realm that no farm and no tenant can have.
        }
        throw Refusal.invalid(
                "NameIdentifier: '" + text + "' is no name of an application; expected <id>@<realm>, the realm"
                        + " as a GUID or the name of a domain.");
    }
}
