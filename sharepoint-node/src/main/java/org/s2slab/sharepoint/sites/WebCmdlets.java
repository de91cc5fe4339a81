package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** New-, Get- and Remove-SPWeb: the webs of site collections. */
public final class WebCmdlets {
    private final WebStore webs;
    private final SiteLookup sites;
    private final boolean online;

    /**
     * @param host the host of the farm's web application
     * @param online whether it is SharePoint Online
     */
    public WebCmdlets(SiteStore store, WebStore webs, String host, boolean online) {
        this.webs = webs;
        this.sites = new SiteLookup(store, host);
        this.online = online;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SPWeb", this::create),
                CMDLETS.cmdlet("Get-SPWeb", this::get),
                CMDLETS.cmdlet(
                        "Remove-SPWeb",
                        given -> sites.webAt(given.text("Identity")).compose(web -> remove(web, given))));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String url = given.text("Url");
        String path = SiteLookup.written(url);
        String name = path.substring(path.lastIndexOf('/') + 1);
        String template = given.optionalText("Template").orElse("STS#0");
        var creation = new WebStore.Creation(
                name,
                given.optionalText("Name").orElse(name),
                given.optionalText("Description").orElse(""),
                WebTemplate.named(template, online)
                        .orElseThrow(() -> Refusal.invalid("The template '" + template + "' was not found.")),
                !given.flag("UniquePermissions", false));
        return sites.above(url).compose(parent -> {
            if (!creation.fits(parent)) {
                throw Refusal.invalid("'" + url + "' is no address of a web.");
            }
            return given.unlessWhatIf(() -> webs.add(parent, creation, null)
                    .map(made -> CmdletOutput.of(object(made.orElseThrow(
                            () -> Refusal.conflict("The Web site address \"" + path + "\" is already in use."))))));
        });
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        Optional<String> web = given.optionalText("Identity");
        return web.isPresent()
                ? sites.webAt(web.get()).map(found -> CmdletOutput.of(object(found)))
                : sites.at(given.text("Site"))
                        .compose(site -> webs.all(site.collection()))
                        .map(all ->
                                CmdletOutput.of(all.stream().map(this::object).toList()));
    }

    private Future<CmdletOutput> remove(Site web, CmdletArguments given) {
        if (web.isTopLevel()) {
            throw Refusal.invalid("The top-level web ends with its site collection: use Remove-SPSite.");
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> webs.remove(web).map(removed -> {
                    if (!removed) {
                        throw Refusal.conflict("There was a problem deleting Web site \"" + web.path()
                                + "\". It has webs beneath it.");
                    }
                    return null;
                }));
    }

    private CmdletObject object(Site web) {
        return CmdletObject.empty()
                .with("Url", web.url(sites.host()))
                .with("ID", web.id())
                .with("Title", web.title())
                .with("Description", web.description())
                .with("ServerRelativeUrl", web.serverRelativeUrl())
                .with("WebTemplate", web.definition())
                .with("Configuration", web.configuration())
                .with("IsRootWeb", web.isTopLevel())
                .with("HasUniqueRoleAssignments", web.hasOwnRoles())
                .with("Created", web.created());
    }
}
