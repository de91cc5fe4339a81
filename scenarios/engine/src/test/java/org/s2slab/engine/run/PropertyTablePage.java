package org.s2slab.engine.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;

/** The page about the properties of items and folders in the mailbox. */
public final class PropertyTablePage {
    private static final String HEAD = """
            # Properties of items and folders

            Generated; do not edit. The source is `common/src/main/resources/ews/property-table.tsv` \
            ([decision 0065](../decisions/0065-a-property-is-defined-once.md)).

            A property has one value, whichever path names it: the field URI, or the `ExtendedFieldURI` of one of its MAPI identities. \
            A class also has the properties of the class that it extends. An entry of a dictionary has its key behind a slash; \
            an `IndexedFieldURI` names it. A path that begins with `mapi:` has no field URI.

            - **type, since**: the type in the schema, and the first version of Exchange that has the property.
            - **create, set, append, delete**: what `CreateItem` and the three kinds of change of `UpdateItem` may do. *no* gives \
            `ErrorInvalidPropertySet`, `ErrorInvalidPropertyAppend` or `ErrorInvalidPropertyDelete`. *ignored* is accepted without effect. \
            *draft* gives `ErrorInvalidPropertyUpdateSentMessage` after the message is sent.
            - **shape**: the smallest base shape that shows the property. *asked*: no base shape shows it.
            - **search**: *no* gives `ErrorUnsupportedPathForQuery`. *contains*: only `Contains` can be used. *no exists*: `Exists` gives \
            `ErrorInvalidPropertyForExists`. *none*: a restriction is accepted, and no item meets it.
            - **sort**: *no* gives `ErrorUnsupportedPathForSortGroup`.
            - **value**: the value that the server derives. `~` means: unless a value is set. `=` names the value of a property that is not set. \
            `@` names another property, and the part of it that has the value.
            - **MAPI**: `&` names the bit of the number. `!` means the opposite truth value. Identities in parentheses are not resolved yet: \
            their values have another form.
            """;

    private PropertyTablePage() {}

    public static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<PropertyDefinition> all = PropertyTable.EXCHANGE.all();
        for (String owner :
                all.stream().map(PropertyDefinition::owner).distinct().toList()) {
            page.append("\n## ").append(owner).append("\n\n");
            page.append(
                    "| path | type | since | create | set | append | delete | shape | search | sort | value | MAPI |\n");
            page.append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            all.stream()
                    .filter(property -> property.owner().equals(owner))
                    .forEach(property -> page.append(row(property)));
        }
        return page.toString();
    }

    private static String row(PropertyDefinition property) {
        PropertyDefinition.Rules rules = property.rules();
        List<String> cells = List.of(
                "`" + property.uri() + "`",
                property.form().schemaType(),
                property.since().name().replace("Exchange", "").replace('_', ' '),
                word(rules.create()),
                word(rules.set()),
                word(rules.append()),
                word(rules.delete()),
                property.shape().word(),
                word(property.search().comparison()),
                property.search().sortable() ? "yes" : "no",
                property.derivation().isEmpty() ? "" : "`" + property.derivation() + "`",
                property.identities().stream()
                        .map(identity -> identity(property, identity))
                        .collect(Collectors.joining(", ")));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String word(Enum<?> value) {
        return value == ChangeRule.YES
                ? "yes"
                : value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String identity(PropertyDefinition property, MapiIdentity identity) {
        String text = "`" + identity.text() + "`";
        return property.is(identity) || identity.mask() != 0 ? text : "(" + text + ")";
    }
}
