package org.s2slab.sharepoint.sites;

import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import java.util.List;
import java.util.Optional;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** New-, Get- and Remove-SPWeb: the webs of site collections. */
public final class WebCmdlets {
    private final Database database;
    private final WebStore webs;
    private final SiteLookup sites;
    private final boolean online;

    /**
     * @param host the host of the farm's web application
     * @param online whether it is SharePoint Online
     */
    public WebCmdlets(Database database, WebStore webs, String host, boolean online) {
        this.database = database;
        this.webs = webs;
        this.sites = new SiteLookup(host);
        this.online = online;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SPWeb", given -> database.write(tx -> create(tx, given))),
                CMDLETS.cmdlet("Get-SPWeb", given -> database.read(rx -> get(rx, given))),
                CMDLETS.cmdlet("Remove-SPWeb", given -> database.write(tx -> remove(tx, given))));
    }

    private CmdletOutput create(WriteTransaction tx, CmdletArguments given) {
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
        Site parent = sites.above(tx, url);
        if (!creation.fits(parent)) {
            throw Refusal.invalid("'" + url + "' is no address of a web.");
        }
        return given.whatIf()
                ? CmdletOutput.NOTHING
                : CmdletOutput.of(object(webs.add(tx, parent, creation, null)
                        .orElseThrow(
                                () -> Refusal.conflict("The Web site address \"" + path + "\" is already in use."))));
    }

    private CmdletOutput get(ReadTransaction rx, CmdletArguments given) {
        Optional<String> web = given.optionalText("Identity");
        return web.isPresent()
                ? CmdletOutput.of(object(sites.webAt(rx, web.get())))
                : CmdletOutput.of(WebStore.all(
                                rx, sites.at(rx, given.text("Site")).collection())
                        .stream()
                        .map(this::object)
                        .toList());
    }

    private CmdletOutput remove(WriteTransaction tx, CmdletArguments given) {
        Site web = sites.webAt(tx, given.text("Identity"));
        if (web.isTopLevel()) {
            throw Refusal.invalid("The top-level web ends with its site collection: use Remove-SPSite.");
        }
        if (!given.whatIf() && !WebStore.remove(tx, web)) {
            throw Refusal.conflict(
                    "There was a problem deleting Web site \"" + web.path() + "\". It has webs beneath it.");
        }
        return CmdletOutput.NOTHING;
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
