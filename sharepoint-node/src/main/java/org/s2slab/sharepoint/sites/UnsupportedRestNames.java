package org.s2slab.sharepoint.sites;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.resource.ResourceTable;

/** Names of SharePoint's REST interface that the lab does not have, each with a sentence for the caller. */
public final class UnsupportedRestNames {
    private static final Map<String, String> REASONS = ResourceTable.rows("/sharepoint/refused-names.tsv").stream()
            .collect(Collectors.toMap(row -> row[0], row -> row[1]));

    private UnsupportedRestNames() {}

    /** The sentence for the first of these names with a sentence, after a blank; empty if no name has one. */
    public static String reason(String... names) {
        for (String name : names) {
            String reason = REASONS.get(name.toLowerCase(Locale.ROOT));
            if (reason != null) {
                return " " + reason;
            }
        }
        return "";
    }
}
