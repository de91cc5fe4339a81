package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** New-, Get-, Remove-SPSite and New-, Get-, Remove-SPUser: site collections and the rights of people in them. */
public final class SiteCmdlets {
    private final Database database;
    private final SiteStore store;
    private final SiteLookup sites;
    private final UserProfileDirectory profiles;

    /** @param host the host of the farm's web application */
    public SiteCmdlets(Database database, SiteStore store, UserProfileDirectory profiles, String host) {
        this.database = database;
        this.store = store;
        this.sites = new SiteLookup(host);
        this.profiles = profiles;
    }

    /** The action of a cmdlet in a transaction. */
    private interface Work {
        CmdletOutput with(WriteTransaction tx, CmdletArguments given);
    }

    public List<Cmdlet> all() {
        return List.of(
                cmdlet("New-SPSite", this::create),
                cmdlet("Get-SPSite", this::get),
                cmdlet("Remove-SPSite", (tx, given) -> {
                    Site site = sites.at(tx, given.text("Identity"));
                    if (!given.whatIf()) {
                        SiteStore.remove(tx, site);
                    }
                    return CmdletOutput.NOTHING;
                }),
                cmdlet("New-SPUser", this::addUser),
                cmdlet("Get-SPUser", this::users),
                cmdlet("Remove-SPUser", (tx, given) -> {
                    Site site = sites.at(tx, given.text("Web"));
                    String person = profile(given.text("Identity")).upn();
                    if (!given.whatIf()) {
                        SiteStore.withdraw(tx, site, person);
                    }
                    return CmdletOutput.NOTHING;
                }));
    }

    private Cmdlet cmdlet(String name, Work work) {
        return CMDLETS.cmdlet(name, given -> database.write(tx -> work.with(tx, given)));
    }

    private CmdletOutput create(WriteTransaction tx, CmdletArguments given) {
        String url = given.text("Url");
        String path = sites.path(url);
        String owner = profile(given.text("OwnerAlias")).upn();
        String title = given.optionalText("Name").orElse(path.substring(path.lastIndexOf('/') + 1));
        String template = given.optionalText("Template").orElse("STS#0");
        String webApplication = sites.webApplication(tx, url);
        if (SiteStore.byKey(tx, WebApplicationStore.key(webApplication, path)).isPresent()) {
            throw Refusal.conflict("Another site already exists at " + url
                    + ". Delete this site before attempting to create a new site with the same URL.");
        }
        return given.whatIf()
                ? CmdletOutput.NOTHING
                : CmdletOutput.of(object(store.add(tx, webApplication, path, title, template, owner, "")
                        .orElseThrow()));
    }

    private CmdletOutput get(ReadTransaction rx, CmdletArguments given) {
        Optional<String> url = given.optionalText("Identity");
        return url.isPresent()
                ? CmdletOutput.of(object(sites.at(rx, url.get())))
                : CmdletOutput.of(SiteStore.all(rx).stream().map(this::object).toList());
    }

    private CmdletOutput addUser(WriteTransaction tx, CmdletArguments given) {
        UserProfile person = profile(given.text("UserAlias"));
        SiteRight right = SiteRight.named(given.optionalText("PermissionLevel").orElse(SiteRight.READ.level));
        Site site = sites.at(tx, given.text("Web"));
        if (given.whatIf()) {
            return CmdletOutput.NOTHING;
        }
        SiteStore.put(tx, site, person.upn(), right);
        return people(tx, site, person);
    }

    private CmdletOutput users(ReadTransaction rx, CmdletArguments given) {
        Optional<UserProfile> person = given.optionalText("Identity").map(this::profile);
        return people(rx, sites.at(rx, given.text("Web")), person.orElse(null));
    }

    private CmdletOutput people(ReadTransaction rx, Site site, @Nullable UserProfile only) {
        return CmdletOutput.of(SiteStore.users(rx, site).stream()
                .filter(user -> only == null || only.upn().equals(user.upn()))
                .map(user -> object(user, site))
                .toList());
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
