package org.s2slab.sharepoint.sites;

import java.util.List;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.resource.ResourceTable;

/**
 * A template of sub-webs. The resource {@code web-templates.tsv} contains all templates.
 *
 * @param name for instance {@code STS#0}
 * @param id the number of the site definition
 * @param traits the properties that are either true or false
 */
public record WebTemplate(
        String name,
        int id,
        String title,
        String description,
        String category,
        String image,
        Switches<TemplateTrait> traits) {
    /** A property of a template that is either true or false. */
    public enum TemplateTrait {
        /** The pages of the product do not offer it. */
        HIDDEN,

        /** A new web has the lists of a team site. */
        HAS_LISTS,

        /** Only SharePoint Online has it. */
        ONLINE_ONLY
    }

    private static final List<WebTemplate> ALL = ResourceTable.rows("/sharepoint/web-templates.tsv").stream()
            .map(row -> new WebTemplate(
                    row[0],
                    Integer.parseInt(row[1]),
                    row[2],
                    row[3],
                    row[4],
                    row[5],
                    Switches.<TemplateTrait>of()
                            .with(TemplateTrait.HIDDEN, row[6].equals("yes"))
                            .with(TemplateTrait.HAS_LISTS, row[7].equals("yes"))
                            .with(TemplateTrait.ONLINE_ONLY, row[8].equals("online"))))
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

    public boolean isHidden() {
        return traits.has(TemplateTrait.HIDDEN);
    }

    public boolean hasLists() {
        return traits.has(TemplateTrait.HAS_LISTS);
    }

    public boolean isOnlineOnly() {
        return traits.has(TemplateTrait.ONLINE_ONLY);
    }
}
