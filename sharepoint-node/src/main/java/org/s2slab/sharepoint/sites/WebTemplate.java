package org.s2slab.sharepoint.sites;

import java.util.List;
import java.util.Optional;
import org.s2slab.resource.ResourceTable;

/**
 * A template of sub-webs. The resource {@code web-templates.tsv} contains all templates.
 *
 * @param name for instance {@code STS#0}
 * @param id the number of the site definition
 * @param isHidden whether the pages of the product do not offer it
 * @param hasLists whether a new web has the lists of a team site
 * @param isOnlineOnly whether only SharePoint Online has it
 */
public record WebTemplate(
        String name,
        int id,
        String title,
        String description,
        String category,
        String image,
        boolean isHidden,
        boolean hasLists,
        boolean isOnlineOnly) {
    private static final List<WebTemplate> ALL = ResourceTable.rows("/sharepoint/web-templates.tsv").stream()
            .map(row -> new WebTemplate(
                    row[0],
                    Integer.parseInt(row[1]),
                    row[2],
                    row[3],
                    row[4],
                    row[5],
                    row[6].equals("yes"),
                    row[7].equals("yes"),
                    row[8].equals("online")))
            .toList();

    /** The templates of a farm, or of SharePoint Online. */
    public static List<WebTemplate> all(boolean online) {
        return ALL.stream()
                .filter(template -> online || !template.isOnlineOnly())
                .toList();
    }

    /** The template with a name, without case. A name without a configuration has the configuration 0. */
    public static Optional<WebTemplate> named(String name, boolean online) {
        String full = name.contains("#") ? name : name + "#0";
        return all(online).stream()
                .filter(template -> template.name().equalsIgnoreCase(full))
                .findFirst();
    }

    /** The number of the site definition of a web; empty if no known template has this definition. */
    public static Optional<Integer> id(Site web) {
        return named(web.template(), true).map(WebTemplate::id);
    }
}
