package org.s2slab.exchange.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * A person in FindPeople and GetPersona (MS-OXWSPERS), with the combined data of several sources.
 *
 * @param sources at least one source; earlier sources take precedence
 */
record Persona(List<PersonSource> sources) {
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final List<Field> FIELDS = ResourceTable.rows("/ews/personas.tsv").stream()
            .map(cells -> new Field(cells[0], cells[1], List.of(cells[2].split(" "))))
            .toList();

    /**
     * An element of a persona.
     *
     * @param form the form of the element's values
     * @param of the names of the contact elements with the values
     */
    private record Field(String element, String form, List<String> of) {
        boolean isAttributed() {
            return List.of("text", "phone", "mail").contains(form);
        }
    }

    /** Combines the sources that have the same first address into one persona, in the order of the sources. */
    static List<Persona> merged(Stream<PersonSource> sources) {
        Map<String, List<PersonSource>> byAddress = sources.collect(Collectors.groupingBy(
                source -> source.value(PersonSource.FIRST_MAIL)
                        .map(address -> address.toLowerCase(Locale.ROOT))
                        .orElse(source.id().key()),
                LinkedHashMap::new,
                Collectors.toList()));
        return byAddress.values().stream().map(Persona::new).toList();
    }

    /** The value for sorting; throws an {@link EwsError} for a property with several values. */
    String sortValue(String uri) {
        return FIELDS.stream()
                .filter(field -> field.form().equals("one") && uri.equals("persona:" + field.element()))
                .map(field -> value(field.of()).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForSortGroup));
    }

    /** The value of a contact element from the first source that has it. */
    Optional<String> value(String name) {
        return sources.stream().flatMap(source -> source.value(name).stream()).findFirst();
    }

    private String value(List<String> names) {
        return sources.stream()
                .flatMap(source -> source.first(names))
                .findFirst()
                .orElse("");
    }

    /** Whether each word of a query is the beginning of a word in a name, a company or an address. */
    boolean matches(String query) {
        List<String> names =
                List.of("DisplayName", "GivenName", "Surname", "CompanyName", "Nickname", PersonSource.FIRST_MAIL);
        String text = sources.stream()
                .flatMap(source -> names.stream().flatMap(name -> source.value(name).stream()))
                .collect(Collectors.joining(" ", " ", ""))
                .toLowerCase(Locale.ROOT);
        return Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(word -> text.contains(" " + word));
    }

    /** Whether the persona has this key or address. */
    boolean is(String keyOrAddress) {
        return sources.stream()
                .anyMatch(source -> source.id().key().equals(keyOrAddress)
                        || source.value(PersonSource.FIRST_MAIL)
                                .filter(keyOrAddress::equalsIgnoreCase)
                                .isPresent());
    }

    /**
     * Writes the content of {@code Persona}.
     *
     * @param brief whether to omit the values of each source
     * @param shows selects elements that are written in spite of {@code brief}; otherwise all elements are written
     */
    void write(XmlWriter xml, XmlNamespace place, boolean brief, Predicate<String> shows) {
        xml.open(place, "Persona");
        MailboxObjectId first = sources.get(0).id();
        id(xml, "PersonaId", new MailboxObjectId(MailboxObjectId.Kind.PERSONA, first.mailbox(), first.key()));
        xml.element(T, "PersonaType", "Person");
        FIELDS.stream().filter(field -> !brief || shows.test(field.element())).forEach(field -> write(xml, field));
        xml.close();
    }

    /** Whether the default shape of FindPeople contains an element. */
    static boolean isBrief(String element) {
        return FIELDS.stream().anyMatch(field -> field.element().equals(element) && !field.isAttributed());
    }

    private void write(XmlWriter xml, Field field) {
        switch (field.form()) {
            case "folders" ->
                xml.list(
                        T,
                        field.element(),
                        sources.stream().map(PersonSource::folder).distinct().toList(),
                        folder -> id(xml, "FolderId", folder));
            case "attributions" -> xml.list(T, field.element(), indexes(), index -> attribution(xml, index));
            case "allMails" ->
                xml.listIfAny(
                        T,
                        field.element(),
                        sources.stream()
                                .flatMap(source -> field.of().stream().flatMap(name -> source.value(name).stream()))
                                .distinct()
                                .toList(),
                        address -> mail(xml, "Address", address));
            case "one", "firstMail", "firstPhone" -> single(xml, field, value(field.of()));
            default -> attributed(xml, field);
        }
    }

    private void single(XmlWriter xml, Field field, String value) {
        if (value.isEmpty()) {
            return;
        }
        switch (field.form()) {
            case "firstMail" -> mail(xml, field.element(), value);
            case "firstPhone" -> phone(xml, field.element(), value, field.of());
            default -> xml.element(T, field.element(), value);
        }
    }

    private List<Integer> indexes() {
        return IntStream.range(0, sources.size()).boxed().toList();
    }

    private void attribution(XmlWriter xml, int index) {
        PersonSource source = sources.get(index);
        xml.open(T, "Attribution").element(T, "Id", Integer.toString(index));
        id(xml, "SourceId", source.id());
        xml.element(T, "DisplayName", source.origin())
                .element(T, "IsWritable", Boolean.toString(source.writable()))
                .element(T, "IsQuickContact", Boolean.toString(source.isQuickContact()))
                .element(T, "IsHidden", "false");
        id(xml, "FolderId", source.folder());
        xml.close();
    }

    /** Writes each distinct value with the numbers of its sources. */
    private void attributed(XmlWriter xml, Field field) {
        Map<String, List<Integer>> places = indexes().stream()
                .filter(index -> sources.get(index).value(field.of().get(0)).isPresent())
                .collect(Collectors.groupingBy(
                        index -> sources.get(index).value(field.of().get(0)).orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        String prefix =
                field.form().equals("text") ? "String" : field.form().equals("mail") ? "EmailAddress" : "PhoneNumber";
        xml.listIfAny(T, field.element(), places.entrySet(), entry -> {
            xml.open(T, prefix + "AttributedValue");
            switch (field.form()) {
                case "mail" -> mail(xml, "Value", entry.getKey());
                case "phone" -> phone(xml, "Value", entry.getKey(), field.of());
                default -> xml.element(T, "Value", entry.getKey());
            }
            xml.list(T, "Attributions", entry.getValue(), index -> xml.element(T, "Attribution", index.toString()));
            xml.close();
        });
    }

    private static void mail(XmlWriter xml, String element, String address) {
        xml.open(T, element)
                .element(T, "EmailAddress", address)
                .element(T, "RoutingType", "SMTP")
                .close();
    }

    private static void phone(XmlWriter xml, String element, String number, List<String> of) {
        String type = of.get(0).replaceFirst("PhoneNumbers/", "").replaceFirst("Phone2?$", "");
        xml.open(T, element)
                .element(T, "Number", number)
                .element(T, "Type", type)
                .close();
    }

    private static void id(XmlWriter xml, String element, MailboxObjectId id) {
        xml.open(T, element).attribute("Id", id.text()).close();
    }
}
