package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Compares the served schema with Exchange's own, definition by definition, where that is at hand. */
class PublishedSchemaTest {
    private static final Path PUBLISHED = AnswerSchemas.shared("ews-schemas");

    /** What differs on purpose, with our form; decision 0069 says why. */
    private static final Map<String, String> DELIBERATE = Map.of(
            "element RequestServerVersion",
            "complexType( attribute Version:ExchangeVersionType anyAttribute )",
            "complexType AddDistributionGroupToImListType",
            "complexContent( extension base=BaseRequestType( sequence( element SmtpAddress:NonEmptyStringType"
                    + " element DisplayName:NonEmptyStringType{0,1} ) ) )",
            "complexType FindPeopleType",
            "complexContent( extension base=BaseRequestType( sequence( element PersonaShape:PersonaResponseShapeType{0,1}"
                    + " element IndexedPageItemView:IndexedPageViewType element Restriction:RestrictionType{0,1}"
                    + " element AggregationRestriction:RestrictionType{0,1}"
                    + " element SortOrder:NonEmptyArrayOfFieldOrdersType{0,1}"
                    + " element ParentFolderId:TargetFolderIdType{0,1} element QueryString:QueryStringType{0,1} )"
                    + " attribute Traversal:ItemQueryTraversalType ) )",
            "complexType ReplyBody",
            "sequence( element Message:string{0,1} ) anyAttribute",
            "complexType GetStreamingEventsResponseMessageType",
            "complexContent( extension base=ResponseMessageType( sequence("
                    + " element Notifications:ArrayOfNotificationsType{0,1}"
                    + " element ErrorSubscriptionIds:ArrayOfErrorSubscriptionIdsType{0,1}"
                    + " element ConnectionStatus:ConnectionStatusType{0,1} ) ) )",
            "complexType ArrayOfNotificationsType",
            "sequence( element Notification:NotificationType{0,unbounded} )",
            "complexType ArrayOfErrorSubscriptionIdsType",
            "sequence( element SubscriptionId:SubscriptionIdType{1,unbounded} )");

    @TestFactory
    Stream<DynamicTest> hasTheDefinitionsOfThePublishedOne() {
        return Files.isDirectory(PUBLISHED)
                ? Stream.of(SchemaFile.TYPES, SchemaFile.MESSAGES)
                        .map(file -> DynamicTest.dynamicTest(file.fileName(), () -> compare(file)))
                : Stream.empty();
    }

    private static void compare(SchemaFile file) throws IOException {
        Map<String, String> published = definitions(Files.readAllBytes(PUBLISHED.resolve(file.fileName())));
        Map<String, String> served = definitions(file.content());
        Set<String> names = new TreeSet<>(published.keySet());
        names.addAll(served.keySet());
        List<String> differences = names.stream()
                .filter(name -> !same(name, published.getOrDefault(name, ""), served.getOrDefault(name, "")))
                .map(name -> name + "\n  published " + published.get(name) + "\n  served    " + served.get(name))
                .toList();
        assertThat(differences).isEmpty();
        assertThat(served).hasSizeGreaterThan(500);
    }

    private static boolean same(String name, String published, String served) {
        String deliberate = DELIBERATE.get(name);
        return deliberate == null
                ? served.equals(published)
                : deliberate.equals(served) && !deliberate.equals(published);
    }

    @Test
    void describesTheOperationsOfThePublishedDescription() throws IOException {
        XmlElement served = XmlReader.read(SchemaFile.SERVICES.content());
        Map<String, Set<String>> messages = parts(served);
        assertThat(messages).hasSize(2 * 100);
        if (Files.isDirectory(PUBLISHED)) {
            Map<String, Set<String>> published =
                    parts(XmlReader.read(Files.readAllBytes(PUBLISHED.resolve("services.wsdl"))));
            assertThat(messages.keySet())
                    .containsAll(published.keySet())
                    .contains("GetRemindersSoapIn", "PerformReminderActionSoapIn");
            published.forEach((message, parts) ->
                    assertThat(messages.get(message)).as(message).containsAll(parts));
        }
    }

    private static Map<String, Set<String>> parts(XmlElement description) {
        return description.children("message").stream()
                .collect(Collectors.toMap(
                        message -> message.attribute("name").orElseThrow(),
                        message -> message.children("part").stream()
                                .map(part -> part.attribute("element").orElseThrow())
                                .collect(Collectors.toSet())));
    }

    private static Map<String, String> definitions(byte[] schema) {
        Map<String, String> found = new TreeMap<>();
        for (XmlElement one : XmlReader.read(schema).children()) {
            if (!one.name().equals("import") && !one.name().equals("annotation")) {
                String name = one.name() + " " + one.attribute("name").orElseThrow();
                String head = Stream.of("abstract", "substitutionGroup")
                        .flatMap(attribute -> one
                                .attribute(attribute)
                                .map(PublishedSchemaTest::local)
                                .filter(value -> !value.equals("false"))
                                .map(value -> attribute + "=" + value + " ")
                                .stream())
                        .collect(Collectors.joining());
                found.put(
                        name,
                        (head
                                        + one.attribute("type")
                                                .map(type -> ":" + local(type) + " ")
                                                .orElse("")
                                        + inside(one))
                                .strip());
            }
        }
        return found;
    }

    /** The content of a definition in one form, whatever its prefixes, order of enumerated values and annotations. */
    private static String inside(XmlElement definition) {
        List<XmlElement> children = definition.children().stream()
                .filter(child -> !child.name().equals("annotation"))
                .toList();
        Stream<XmlElement> ordered = definition.name().equals("restriction")
                        && children.stream().allMatch(child -> child.name().equals("enumeration"))
                ? children.stream()
                        .sorted(Comparator.comparing(
                                child -> child.attribute("value").orElseThrow()))
                : children.stream();
        return ordered.map(PublishedSchemaTest::part)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String part(XmlElement part) {
        if (part.name().equals("anyAttribute")) {
            return "anyAttribute";
        }
        List<XmlElement> groups = part.children().stream()
                .filter(child -> !child.name().equals("annotation"))
                .toList();
        if (part.name().equals("sequence")
                && often(part).isEmpty()
                && groups.size() == 1
                && Set.of("sequence", "choice", "all").contains(groups.get(0).name())) {
            return part(groups.get(0));
        }
        if (part.name().equals("sequence") && groups.isEmpty()) {
            return "";
        }
        String name = part.attribute("name")
                .or(() -> part.attribute("ref"))
                .or(() -> part.attribute("value"))
                .orElse("");
        String type = part.attribute("type").map(text -> ":" + local(text)).orElse("");
        String rest = Stream.of(
                        "base",
                        "itemType",
                        "memberTypes",
                        "use",
                        "default",
                        "fixed",
                        "nillable",
                        "processContents",
                        "namespace")
                .flatMap(attribute -> part
                        .attribute(attribute)
                        .map(PublishedSchemaTest::local)
                        .filter(value -> !value.equals("optional") && !value.equals("false") && !value.equals("##any"))
                        .map(value -> " " + attribute + "=" + value)
                        .stream())
                .collect(Collectors.joining());
        String inside = inside(part);
        return part.name()
                + (name.isEmpty() ? "" : " " + local(name))
                + type
                + rest
                + (inside.isEmpty() ? "" : "( " + inside + " )")
                + often(part);
    }

    private static String often(XmlElement part) {
        String least = part.attribute("minOccurs").orElse("1");
        String most = part.attribute("maxOccurs").orElse("1");
        return least.equals("1") && most.equals("1") ? "" : "{" + least + "," + most + "}";
    }

    private static String local(String qualified) {
        return qualified.replaceAll("\\b(t|m|tns|xs):", "");
    }
}
