package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.config.Switches;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.trust.RegistrationNoteStore;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Register-/Get-SPAppPrincipal and Set-/Remove-SPAppPrincipalPermission: applications and their permissions. */
public final class AppPrincipalCmdlets {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    private final PartnerRegistry partners;
    private final SiteLookup sites;
    private final Database database;
    private final Clock clock;

    /** @param host the host of the farm's web application */
    public AppPrincipalCmdlets(PartnerRegistry partners, Database database, String host, Clock clock) {
        this.partners = partners;
        this.sites = new SiteLookup(host);
        this.database = database;
        this.clock = clock;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Register-SPAppPrincipal", this::register),
                CMDLETS.cmdlet(
                        "Get-SPAppPrincipal",
                        given -> database.read(rx -> get(rx, site(rx, given), name(given, "NameIdentifier")))),
                CMDLETS.cmdlet("Set-SPAppPrincipalPermission", given -> database.write(tx -> grant(tx, given))),
                CMDLETS.cmdlet("Remove-SPAppPrincipalPermission", given -> database.write(tx -> withdraw(tx, given))));
    }

    private Site site(ReadTransaction rx, CmdletArguments given) {
        return sites.webAt(rx, given.text("Site"));
    }

    private Future<CmdletOutput> register(CmdletArguments given) {
        return database.read(rx -> site(rx, given)).compose(site -> {
            PrincipalId principal = name(given, "NameIdentifier");
            Optional<PartnerApplication> known = known(principal);
            return given.unlessWhatIf(() -> (known.isPresent()
                            ? Future.<Void>succeededFuture()
                            : partners.put(application(principal)))
                    .compose(done -> database.write(tx -> {
                        RegistrationNoteStore.put(tx, principal.toString(), given.text("DisplayName"));
                        return get(tx, site, principal);
                    })));
        });
    }

    private CmdletOutput get(ReadTransaction rx, Site site, PrincipalId principal) {
        PartnerApplication application = existing(principal);
        return CmdletOutput.of(CmdletObject.empty()
                .with(
                        "DisplayName",
                        RegistrationNoteStore.all(rx)
                                .getOrDefault(NameKey.of(principal.toString()), application.name()))
                .with("NameIdentifier", principal.toString())
                .with(
                        "Permissions",
                        AppPermissions.of(rx, principal, site).stream()
                                .map(AppPrincipalCmdlets::shown)
                                .toList()));
    }

    private static String shown(AppPermissions.Grant grant) {
        return grant.right().word + " on " + grant.scope().word + (grant.appOnly() ? ", also app-only" : "");
    }

    private CmdletOutput grant(WriteTransaction tx, CmdletArguments given) {
        Site site = site(tx, given);
        PrincipalId principal = name(given, "AppPrincipal");
        existing(principal);
        var grant = new AppPermissions.Grant(
                AppPermissions.Scope.named(given.text("Scope")),
                SiteRight.named(given.text("Right")),
                given.flag("EnableAppOnlyPolicy", false));
        if (!given.whatIf()) {
            AppPermissions.put(tx, principal, site, grant);
        }
        return CmdletOutput.NOTHING;
    }

    private CmdletOutput withdraw(WriteTransaction tx, CmdletArguments given) {
        Site site = site(tx, given);
        PrincipalId principal = name(given, "AppPrincipal");
        if (!given.whatIf()) {
            AppPermissions.remove(tx, principal, site, AppPermissions.Scope.named(given.text("Scope")));
        }
        return CmdletOutput.NOTHING;
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

    /** An application without its own keys; the signature of a broker authenticates it. */
    private PartnerApplication application(PrincipalId principal) {
        return new PartnerApplication(
                principal.toString(),
                principal.id(),
                principal.realm(),
                null,
                List.of(),
                Switches.of(PartnerTrait.ACCEPTS_SIDS, PartnerTrait.ENABLED),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                clock.instant().getEpochSecond());
    }

    private static PrincipalId name(CmdletArguments given, String parameter) {
        String text = given.text(parameter);
        try {
            PrincipalId name = PrincipalId.parse(text);
            if (Guid.isGuid(name.realm()) || DOMAIN.matcher(name.realm()).matches()) {
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
