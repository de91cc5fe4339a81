package org.s2slab.sharepoint.rest;

import java.util.Locale;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.sharepoint.sites.WebStore.InheritanceBreak;

/** The REST functions {@code breakroleinheritance} and {@code resetroleinheritance}, for sub-webs only. */
final class RoleInheritanceResource {
    private RoleInheritanceResource() {}

    static void addTo(RestRoutes routes) {
        routes.on("web/breakroleinheritance", "POST", SiteRight.FULL_CONTROL, (tx, request, visitor) -> {
                    requireSubWeb(visitor);
                    boolean copies = flag(request, "copyroleassignments") || flag(request, "");
                    WebStore.breakInheritance(
                            tx,
                            visitor.site(),
                            visitor.user(),
                            Switches.<InheritanceBreak>of()
                                    .with(InheritanceBreak.COPIES_ROLES, copies)
                                    .with(InheritanceBreak.CLEARS_BELOW, flag(request, "clearsubscopes")));
                    return RestAnswer.done("BreakRoleInheritance");
                })
                .on("web/resetroleinheritance", "POST", SiteRight.FULL_CONTROL, (tx, request, visitor) -> {
                    requireSubWeb(visitor);
                    WebStore.resetInheritance(tx, visitor.site());
                    return RestAnswer.done("ResetRoleInheritance");
                });
    }

    private static void requireSubWeb(SiteCaller visitor) {
        if (visitor.site().isTopLevel()) {
            throw RestError.topLevel();
        }
    }

    /** An argument of the function; false if it is missing. An argument without a name is the first one. */
    private static boolean flag(RestRequest request, String name) {
        return Optional.ofNullable(request.path().arguments().get(name))
                .map(value -> switch (value.text().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw RestError.argument();
                })
                .orElse(false);
    }
}
