package org.s2slab.exchange.property;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.responsecode.ServerVersion;

/**
 * A property: a row of the property table.
 *
 * @param owner the item or folder class that defines the property; derived classes inherit it
 * @param uri the field URI; for a dictionary entry with a slash and the key, {@code
 *     contacts:PhoneNumber/BusinessPhone}; with the prefix {@code mapi:} if only an ExtendedFieldURI names the property
 * @param element the name of the EWS element; for a dictionary entry, of the dictionary
 * @param form the form of the value
 * @param since the first schema version with the property
 * @param shape the smallest base shape with the property
 * @param search the searches and orders that the property permits
 * @param derivation how the server computes the value, empty for a stored value; see the table
 * @param identities the MAPI identities
 */
public record PropertyDefinition(
        String owner,
        String uri,
        String element,
        Form form,
        ServerVersion since,
        Rules rules,
        BaseShape shape,
        Search search,
        String derivation,
        List<MapiIdentity> identities) {
    /**
     * The form of a value.
     *
     * @param schemaType the schema type of the element
     * @param choices the names of an enumeration with their MAPI numbers, -2 for no number; {@code *} stands for every other name
     */
    public record Form(String schemaType, ValueType type, Map<String, Integer> choices) {}

    /** The comparisons that a search may make, and whether items can be sorted by the property. */
    public record Search(Searchability comparison, boolean sortable) {}

    /** The value for an enumeration name without a MAPI number. */
    static final int NO_NUMBER = -2;

    /** The rules for setting the property at creation, and for the three kinds of change. */
    public record Rules(ChangeRule create, ChangeRule set, ChangeRule append, ChangeRule delete) {}

    /**
     * The name of a property's XML element: the last part of its URI, or for a dictionary entry the plural container
     * (EmailAddresses).
     */
    static String element(String uri) {
        if (uri.indexOf('/') < 0) {
            return uri.substring(uri.indexOf(':') + 1);
        }
        String singular = uri.replaceFirst("^[a-z]+:([A-Za-z]+).*$", "$1");
        return singular + (singular.endsWith("Address") ? "es" : "s");
    }

    /** Whether this is a dictionary entry, named by an IndexedFieldURI. */
    public boolean isEntry() {
        return uri.indexOf('/') > 0;
    }

    /** The key of a dictionary entry. */
    public String key() {
        return uri.substring(uri.indexOf('/') + 1);
    }

    /** The part of an entry that consists of several elements, for instance {@code Street}; empty for a text. */
    public Optional<String> part() {
        int last = uri.lastIndexOf(':');
        return isEntry() && last > uri.indexOf(':')
                ? Optional.of(uri.substring(last + 1, uri.indexOf('/')))
                : Optional.empty();
    }

    /** Whether the property has its own element in the schema. */
    public boolean isElement() {
        return !isEntry() && !uri.startsWith("mapi:");
    }

    /** Whether the server always computes the value. */
    public boolean isDerived() {
        return !derivation.isEmpty() && !derivation.startsWith("~") && !derivation.startsWith("=");
    }

    /** Whether the value is stored, and only an ExtendedFieldURI names the property. */
    public boolean isOnlyMapi() {
        return uri.startsWith("mapi:") && !isDerived();
    }

    /** Whether a MAPI identity names this property. One bit of a MAPI integer does not match. */
    public boolean is(MapiIdentity asked) {
        return !form.choices.containsValue(NO_NUMBER)
                && identities.stream()
                        .anyMatch(own -> own.mask() == 0
                                && own.key().equals(asked.key())
                                && own.type().equals(asked.type())
                                && form.type.isHeldBy(own.type()));
    }

    /** Whether the MAPI boolean is the opposite of this boolean. */
    boolean isNegated() {
        return identities.stream().anyMatch(MapiIdentity::negated);
    }

    /** The part of the URI before the colon, for instance {@code item}. */
    public String family() {
        return uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
    }
}
