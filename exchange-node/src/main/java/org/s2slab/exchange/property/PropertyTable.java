package org.s2slab.exchange.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.resource.ResourceTable;

/**
 * The properties of items and folders, from the resource {@code ews/property-table.tsv} of common. The table defines
 * the properties of responses and their order, the meaning of paths, and the rules for setting, appending, deleting,
 * searching and sorting.
 */
public final class PropertyTable {

    /** The parent of each class, from which it inherits properties. All other classes are items or folders. */
    private static final Map<String, String> PARENTS = ResourceTable.rows("/ews/property-classes.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));

    /** The table of Exchange 2013 SP1. */
    public static final PropertyTable EXCHANGE = new PropertyTable();

    private final List<PropertyDefinition> all;
    private final Map<String, List<PropertyDefinition>> byClass = new LinkedHashMap<>();
    private final Map<String, Map<String, PropertyDefinition>> byName = new HashMap<>();
    private final Map<String, List<PropertyDefinition>> byUri = new HashMap<>();
    private final Map<String, List<PropertyDefinition>> byMapi = new HashMap<>();

    private PropertyTable() {
        Map<String, Map<String, Integer>> choices = new HashMap<>();
        ResourceTable.rows("/ews/enumerations.tsv").forEach(line -> choices.put(line[0], numbered(line[1])));
        all = ResourceTable.rows("/ews/property-table.tsv").stream()
                .skip(1)
                .map(line -> definition(line, choices))
                .toList();
        for (PropertyDefinition property : all) {
            byUri.computeIfAbsent(property.uri(), uri -> new ArrayList<>()).add(property);
            property.identities()
                    .forEach(identity -> byMapi.computeIfAbsent(identity.key(), key -> new ArrayList<>())
                            .add(property));
        }
        Stream.concat(Arrays.stream(ItemKind.values()).map(ItemKind::element), PARENTS.keySet().stream())
                .forEach(name -> byClass.put(name, inherited(name)));
        byClass.forEach(PropertyTable::check);
        byClass.forEach((name, properties) -> byName.put(name, named(properties)));
    }

    /** Properties by field URI and by element name. The names do not collide: only field URIs contain a colon. */
    private static Map<String, PropertyDefinition> named(List<PropertyDefinition> properties) {
        Map<String, PropertyDefinition> named = new HashMap<>();
        for (PropertyDefinition property : properties) {
            named.put(property.uri(), property);
            if (property.isElement()) {
                named.put(property.element(), property);
            }
        }
        return named;
    }

    /** All rows in the order of the table. */
    public List<PropertyDefinition> all() {
        return all;
    }

    /** The properties of a class, for instance {@code Contact}, in the schema's order: inherited properties first. */
    public List<PropertyDefinition> of(String className) {
        return byClass.getOrDefault(className, List.of());
    }

    public List<PropertyDefinition> of(ItemKind kind) {
        return of(kind.element());
    }

    /** The property with an element name in an item kind; empty if the kind does not have it. */
    public Optional<PropertyDefinition> element(ItemKind kind, String element) {
        return find(kind.element(), element);
    }

    /** The entries of a dictionary property, for instance {@code contacts:PhoneNumbers}; empty for other properties. */
    public List<PropertyDefinition> entries(PropertyDefinition dictionary) {
        return dictionary.form().schemaType().endsWith("DictionaryType")
                ? of(dictionary.owner()).stream()
                        .filter(entry -> entry.isEntry() && entry.element().equals(dictionary.element()))
                        .toList()
                : List.of();
    }

    /** The property of a class by field URI or element name; empty if the class does not have it. */
    public Optional<PropertyDefinition> find(String className, String name) {
        return Optional.ofNullable(byName.getOrDefault(className, Map.of()).get(name));
    }

    /** All properties with a field URI, one for each class that defines its own. */
    public List<PropertyDefinition> byUri(String uri) {
        return byUri.getOrDefault(uri, List.of());
    }

    /** All properties with a MAPI identity, one for each class that defines its own; empty for an unknown identity. */
    public List<PropertyDefinition> byMapi(MapiIdentity identity) {
        return byMapi.getOrDefault(identity.key(), List.of()).stream()
                .filter(property -> property.is(identity))
                .toList();
    }

    /** The boolean properties that are bits of a MAPI property: field URI and bit. */
    public Map<String, Integer> bits(String key) {
        Map<String, Integer> bits = new LinkedHashMap<>();
        all.forEach(property -> property.identities().stream()
                .filter(identity -> identity.mask() != 0 && identity.key().equals(key))
                .forEach(identity -> bits.put(property.uri(), identity.mask())));
        return bits;
    }

    private List<PropertyDefinition> inherited(String name) {
        String parent = PARENTS.getOrDefault(name, name.equals("Item") || name.equals("BaseFolder") ? "" : "Item");
        List<PropertyDefinition> own =
                all.stream().filter(property -> property.owner().equals(name)).toList();
        return parent.isEmpty()
                ? own
                : Stream.concat(inherited(parent).stream(), own.stream()).toList();
    }

    /** Checks that field URIs, elements and MAPI identities are unique in a class. */
    private static void check(String name, List<PropertyDefinition> properties) {
        Set<String> seen = new HashSet<>();
        for (PropertyDefinition property : properties) {
            List<String> names = new ArrayList<>(List.of(property.uri()));
            if (property.isElement()) {
                names.add("element " + property.element());
            }
            property.identities().stream().filter(property::is).forEach(one -> names.add(one.key() + one.type()));
            for (String one : names) {
                if (!seen.add(one)) {
                    throw new IllegalStateException("property-table.tsv: " + name + " has " + one + " twice");
                }
            }
        }
    }

    private static PropertyDefinition definition(String[] line, Map<String, Map<String, Integer>> choices) {
        try {
            return new PropertyDefinition(
                    line[0],
                    line[1],
                    PropertyDefinition.element(line[1]),
                    new PropertyDefinition.Form(
                            line[2], ValueType.of(line[2], choices.keySet()), choices.getOrDefault(line[2], Map.of())),
                    ServerVersion.valueOf("Exchange" + line[3]),
                    new PropertyDefinition.Rules(
                            ChangeRule.named(line[4]),
                            ChangeRule.named(line[5]),
                            ChangeRule.named(line[6]),
                            ChangeRule.named(line[7])),
                    BaseShape.named(line[8]),
                    new PropertyDefinition.Search(Searchability.named(line[9]), line[10].equals("yes")),
                    line[11].equals("-") ? "" : line[11],
                    line[12].equals("-")
                            ? List.of()
                            : Arrays.stream(line[12].split(" "))
                                    .map(MapiIdentity::parse)
                                    .toList());
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException("property-table.tsv: " + String.join(" ", line) + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> numbered(String names) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String name : names.split(" ", -1)) {
            String[] parts = name.split("=", -1);
            numbers.put(parts[0], parts.length == 1 ? PropertyDefinition.NO_NUMBER : Integer.parseInt(parts[1]));
        }
        return numbers;
    }
}
