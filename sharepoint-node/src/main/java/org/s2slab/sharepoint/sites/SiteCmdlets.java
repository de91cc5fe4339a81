package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** New-, Get-, Remove-SPSite and New-, Get-, Remove-SPUser: site collections and the rights of people in them. */
public final class SiteCmdlets {
    private final SiteStore store;
    private final SiteLookup sites;
    private final UserProfileDirectory profiles;

    /** @param host the host of the farm's web application */
    public SiteCmdlets(SiteStore store, UserProfileDirectory profiles, String host) {
        this.store = store;
        this.sites = new SiteLookup(store, host);
        this.profiles = profiles;
    }

    public List<Cmdlet> all() {
        List<Cmdlet> all = new ArrayList<>(sites());
        all.addAll(users());
        return all;
    }

    private List<Cmdlet> sites() {
        return List.of(
                CMDLETS.cmdlet("New-SPSite", this::create),
                CMDLETS.cmdlet("Get-SPSite", this::get),
                CMDLETS.cmdlet(
                        "Remove-SPSite",
                        given -> sites.at(given.text("Identity"))
                                .compose(site -> given.unlessWhatIf(CmdletOutput.NOTHING, () -> store.remove(site)))));
    }

    private List<Cmdlet> users() {
        return List.of(
                CMDLETS.cmdlet("New-SPUser", this::addUser),
                CMDLETS.cmdlet("Get-SPUser", this::users),
                CMDLETS.cmdlet(
                        "Remove-SPUser",
                        given -> sites.at(given.text("Web"))
                                .compose(site -> given.unlessWhatIf(
                                        CmdletOutput.NOTHING,
                                        () -> store.withdraw(
                                                site,
                                                profile(given.text("Identity")).upn())))));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String url = given.text("Url");
        String path = sites.path(url);
        String owner = profile(given.text("OwnerAlias")).upn();
        String title = given.optionalText("Name").orElse(path.substring(path.lastIndexOf('/') + 1));
        String template = given.optionalText("Template").orElse("STS#0");
        return store.byPath(path)
                .compose(taken -> taken.isPresent()
                        ? Future.failedFuture(taken(url))
                        : given.unlessWhatIf(() -> store.add(path, title, template, owner, "")
                                .map(made -> CmdletOutput.of(object(made.orElseThrow(() -> taken(url)))))));
    }

    private static Refusal taken(String url) {
        return Refusal.conflict("Another site already exists at " + url
                + ". Delete this site before attempting to create a new site with the same URL.");
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        Optional<String> url = given.optionalText("Identity");
        return url.isPresent()
                ? sites.at(url.get()).map(site -> CmdletOutput.of(object(site)))
                : store.all()
                        .map(all ->
                                CmdletOutput.of(all.stream().map(this::object).toList()));
    }

    private Future<CmdletOutput> addUser(CmdletArguments given) {
        UserProfile person = profile(given.text("UserAlias"));
        SiteRight right = SiteRight.named(given.optionalText("PermissionLevel").orElse(SiteRight.READ.level));
        return sites.at(given.text("Web"))
                .compose(site -> given.unlessWhatIf(
                        () -> store.put(site, person.upn(), right).compose(done -> people(site, person))));
    }

    private Future<CmdletOutput> users(CmdletArguments given) {
        Optional<UserProfile> person = given.optionalText("Identity").map(this::profile);
        return sites.at(given.text("Web")).compose(site -> people(site, person.orElse(null)));
    }

    private Future<CmdletOutput> people(Site site, @Nullable UserProfile only) {
        return store.users(site)
                .map(users -> CmdletOutput.of(users.stream()
                        .filter(user -> only == null || only.upn().equals(user.upn()))
                        .map(user -> object(user, site))
                        .toList()));
    }

    private UserProfile profile(String name) {
        return profiles.called(name)
                .orElseThrow(() -> Refusal.invalid("The specified user " + name
                        + " could not be found. Expected an account such as contoso\\anna or anna@contoso.com."));
    }

    private CmdletObject object(Site site) {
        return CmdletObject.empty()
                .with("Url", site.url(sites.host()))
                .with("ID", site.id())
                .with("Title", site.title())
                .with("Template", site.template())
                .with(
                        "Owner",
                        profiles.of(site.owner()).map(UserProfile::account).orElse(null))
                .with("Created", site.created())
                .with("RootWeb", Map.of("Url", site.url(sites.host())));
    }

    private CmdletObject object(SiteUser user, Site site) {
        SiteRight right = user.right();
        return CmdletObject.empty()
                .with(
                        "UserLogin",
                        profiles.of(user.upn()).map(UserProfile::loginName).orElse(user.upn()))
                .with(
                        "DisplayName",
                        profiles.of(user.upn()).map(UserProfile::name).orElse(user.upn()))
                .with("ID", user.number())
                .with("PermissionLevel", right == null ? null : right.level)
                .with("IsSiteAdmin", user.upn().equals(site.owner()));
    }
}
