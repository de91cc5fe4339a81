package org.s2slab.exchange.property;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.responsecode.ServerVersion;

/**
 * A property: a line of the property table.
 *
 * @param owner the item or folder class that has it, and hands it down
 * @param uri its field URI; that of an entry of a dictionary has the key behind a slash,
 *     {@code contacts:PhoneNumber/BusinessPhone}; begins with {@code mapi:} where only an ExtendedFieldURI names it
 * @param element the element that shows it; of an entry, that of the dictionary it is in
 * @param schemaType the type of its element
 * @param choices the names of an enumeration, with the numbers they have in MAPI, -2 where they have none; {@code *} is every other name
 * @param since the first schema version that has it
 * @param shape the smallest base shape that shows it
 * @param derivation how it is derived, empty for what is only kept; see the table
 * @param identities what identifies it in MAPI
 */
public record PropertyDefinition(
        String owner,
        String uri,
        String element,
        String schemaType,
        ValueType type,
        Map<String, Integer> choices,
        ServerVersion since,
        Rules rules,
        BaseShape shape,
        Searchability search,
        boolean sortable,
        String derivation,
        List<MapiIdentity> identities) {
    /** Of a name that has no number in MAPI. */
    static final int NO_NUMBER = -2;

    /** What may be done with it: at creation, and by the three kinds of change. */
    public record Rules(ChangeRule create, ChangeRule set, ChangeRule append, ChangeRule delete) {}

    /** The element of a path: its last part, or the plural of what an entry is. */
    static String element(String uri) {
        if (uri.indexOf('/') < 0) {
            return uri.substring(uri.indexOf(':') + 1);
        }
        String singular = uri.replaceFirst("^[a-z]+:([A-Za-z]+).*$", "$1");
        return singular + (singular.endsWith("Address") ? "es" : "s");
    }

    /** Whether it is an entry of a dictionary, named by an IndexedFieldURI. */
    public boolean isEntry() {
        return uri.indexOf('/') > 0;
    }

    /** Of an entry: its key. */
    public String key() {
        return uri.substring(uri.indexOf('/') + 1);
    }

    /** Of an entry that is one of several elements, {@code Street}; empty for a plain text. */
    public Optional<String> part() {
        int last = uri.lastIndexOf(':');
        return isEntry() && last > uri.indexOf(':')
                ? Optional.of(uri.substring(last + 1, uri.indexOf('/')))
                : Optional.empty();
    }

    /** Whether it has an element of its own in the schema. */
    public boolean isElement() {
        return !isEntry() && !uri.startsWith("mapi:");
    }

    /** Whether only the server knows its value: it is always derived. */
    public boolean isDerived() {
        return !derivation.isEmpty() && !derivation.startsWith("~") && !derivation.startsWith("=");
    }

    /** Whether it is kept and only an ExtendedFieldURI names it. */
    public boolean isOnlyMapi() {
        return uri.startsWith("mapi:") && !isDerived();
    }

    /** Whether this MAPI property is this one: of one bit of a number it is only a part. */
    public boolean is(MapiIdentity asked) {
        return !choices.containsValue(NO_NUMBER)
                && identities.stream()
                        .anyMatch(own -> own.mask() == 0
                                && own.key().equals(asked.key())
                                && own.type().equals(asked.type())
                                && type.isHeldBy(own.type()));
    }

    /** Whether MAPI shows the opposite of this truth value. */
    boolean isNegated() {
        return identities.stream().anyMatch(MapiIdentity::negated);
    }

    /** The name of its family, {@code item}. */
    public String family() {
        return uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
