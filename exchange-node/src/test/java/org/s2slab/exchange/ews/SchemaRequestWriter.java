package org.s2slab.exchange.ews;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsSchemaTable;
import org.w3c.dom.Element;

/** Writes small requests that are valid by the schema files, with ids at places that the schema has for them. */
public final class SchemaRequestWriter {
    private static final Map<String, String> SIMPLE = Map.ofEntries(
            Map.entry("boolean", "true"),
            Map.entry("dateTime", "2027-01-01T10:00:00Z"),
            Map.entry("date", "2027-01-01"),
            Map.entry("time", "10:00:00"),
            Map.entry("duration", "PT1H"),
            Map.entry("base64Binary", "AAAA"),
            Map.entry("string", "word"),
            Map.entry("language", "en"),
            Map.entry("anyURI", "http://allowed.example/"));

    /** Attributes that the schema does not require, and without which an operation does nothing. */
    private static final Map<String, Map<String, String>> REQUESTED = Map.of(
            "CreateItem", Map.of("MessageDisposition", "SaveOnly", "SendMeetingInvitations", "SendToNone"),
            "UpdateItem",
                    Map.of("MessageDisposition", "SaveOnly", "SendMeetingInvitationsOrCancellations", "SendToNone"),
            "DeleteItem",
                    Map.of("SendMeetingCancellations", "SendToNone", "AffectedTaskOccurrences", "AllOccurrences"));

    private final Map<String, Element> types = new HashMap<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, Element> groups = new HashMap<>();

    /**
     * A place for an id in the request of an operation.
     *
     * @param path the names of the elements below the operation, the last one being that of the id
     */
    public record Place(String operation, List<String> path, String type) {
        @Override
        public String toString() {
            return operation + "/" + String.join("/", path);
        }
    }

    /** An id, written at a place. */
    public record Filled(Place place, String xml) {}

    public SchemaRequestWriter() {
        load(EwsSchemaTable.types(), "t");
        load(EwsSchemaTable.messages(), "m");
    }

    private void load(String schema, String prefix) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(schema.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            root.setUserData("prefix", prefix, null);
            for (Element one : children(root)) {
                String name = prefix + ":" + one.getAttribute("name");
                switch (one.getLocalName()) {
                    case "element" -> elements.put(name, one);
                    case "group", "attributeGroup" -> groups.put(name, one);
                    default -> types.put(name, one);
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Element> children(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static String prefix(Element any) {
        return (String) any.getOwnerDocument().getDocumentElement().getUserData("prefix");
    }

    private Element resolved(Element element) {
        String reference = element.getAttribute("ref");
        return reference.isEmpty() ? element : requireNonNull(elements.get(reference));
    }

    private @Nullable Element type(Element element) {
        return types.get(element.getAttribute("type"));
    }

    private Stream<Element> bases(Element type) {
        return children(type).stream()
                .filter(one -> one.getLocalName().endsWith("Content"))
                .flatMap(content -> children(content).stream());
    }

    private boolean isId(@Nullable Element type) {
        if (type == null) {
            return false;
        }
        String name = type.getAttribute("name");
        return Set.of("BaseFolderIdType", "BaseItemIdType", "RequestAttachmentIdType")
                        .contains(name)
                || bases(type).anyMatch(base -> isId(types.get(base.getAttribute("base"))));
    }

    /** The particles of a type: those of its base first. */
    private List<Element> particles(Element type) {
        List<Element> found = new ArrayList<>();
        bases(type).forEach(base -> {
            Element of = types.get(base.getAttribute("base"));
            if (base.getLocalName().equals("extension") && of != null) {
                found.addAll(particles(of));
            }
            found.addAll(particlesIn(base));
        });
        found.addAll(particlesIn(type));
        return found;
    }

    private static List<Element> particlesIn(Element parent) {
        return children(parent).stream()
                .filter(one ->
                        Set.of("sequence", "choice", "all", "group", "element").contains(one.getLocalName()))
                .toList();
    }

    /** Every place of an operation, each declaration once below each child of the operation, and for each response object. */
    public List<Place> places(String operation) {
        Map<String, Place> found = new LinkedHashMap<>();
        walk(requireNonNull(elements.get("m:" + operation)), operation, List.of(), Set.of(), found, new HashSet<>());
        return List.copyOf(found.values());
    }

    /** @param seen the types that were walked, each behind the two elements that tell places apart */
    private void walk(
            Element given,
            String operation,
            List<String> path,
            Set<String> above,
            Map<String, Place> found,
            Set<String> seen) {
        Element element = resolved(given);
        Element type = type(element);
        if (type != null && isId(type)) {
            String last = path.get(path.size() - 1);
            int deep = last.equals("ReferenceItemId") ? 2 : 1;
            found.putIfAbsent(
                    path.subList(0, Math.min(deep, path.size() - 1)) + owner(given) + last,
                    new Place(operation, path, type.getAttribute("name")));
            return;
        }
        String name = element.getAttribute("type");
        if (type == null || above.contains(name) || !seen.add(path.subList(0, Math.min(2, path.size())) + name)) {
            return;
        }
        Set<String> deeper = new LinkedHashSet<>(above);
        deeper.add(name);
        particles(type)
                .forEach(particle -> elementsIn(particle).forEach(child -> {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(resolved(child).getAttribute("name"));
                    walk(child, operation, longer, deeper, found, seen);
                }));
    }

    private static String owner(Element element) {
        Element up = (Element) element.getParentNode();
        return up.hasAttribute("name") || up.getParentNode() == null ? up.getAttribute("name") : owner(up);
    }

    private Stream<Element> elementsIn(Element particle) {
        return switch (particle.getLocalName()) {
            case "element" -> Stream.of(particle);
            case "group" ->
                children(requireNonNull(groups.get(particle.getAttribute("ref")))).stream()
                        .flatMap(this::elementsIn);
            case "any" -> Stream.empty();
            default -> children(particle).stream().flatMap(this::elementsIn);
        };
    }

    /** A request with these ids. */
    public String request(String operation, List<Filled> ids) {
        List<Target> targets =
                ids.stream().map(id -> new Target(id.place().path(), id.xml())).toList();
        return element(
                requireNonNull(elements.get("m:" + operation)), targets, REQUESTED.getOrDefault(operation, Map.of()));
    }

    private record Target(List<String> path, String xml) {
        boolean begins(String name) {
            return !path.isEmpty() && path.get(0).equals(name);
        }

        Target rest() {
            return new Target(path.subList(1, path.size()), xml);
        }
    }

    private String element(Element given, List<Target> targets, Map<String, String> requested) {
        Element element = resolved(given);
        if (element.getAttribute("abstract").equals("true")) {
            String head = prefix(element) + ":" + element.getAttribute("name");
            return elements.values().stream()
                    .filter(one -> one.getAttribute("substitutionGroup").equals(head))
                    .filter(one -> !Set.of("And", "Or", "Not", "Contains").contains(one.getAttribute("name")))
                    .findFirst()
                    .map(one -> element(one, targets, Map.of()))
                    .orElseThrow();
        }
        String name = prefix(element) + ":" + element.getAttribute("name");
        if (targets.size() == 1 && targets.get(0).path().isEmpty()) {
            return targets.get(0).xml().replace("NAME", name);
        }
        Element type = type(element);
        StringBuilder attributes = new StringBuilder();
        if (type != null && type.getLocalName().equals("complexType")) {
            attributes(type, requested, attributes);
        }
        String content = type == null || type.getLocalName().equals("simpleType")
                ? simple(element, type)
                : content(type, targets);
        return "<" + name + attributes + ">" + content + "</" + name + ">";
    }

    private String content(Element type, List<Target> targets) {
        StringBuilder content = new StringBuilder();
        bases(type)
                .filter(base -> base.getAttribute("base").startsWith("xs:")
                        || requireNonNull(types.get(base.getAttribute("base")))
                                .getLocalName()
                                .equals("simpleType"))
                .forEach(base -> content.append(value(base.getAttribute("base"), base)));
        particles(type).forEach(particle -> particle(particle, targets, content));
        return content.toString();
    }

    private void particle(Element particle, List<Target> targets, StringBuilder content) {
        boolean needed = !particle.getAttribute("minOccurs").equals("0");
        boolean many = particle.getAttribute("maxOccurs").equals("unbounded");
        if (particle.getLocalName().equals("any")) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        elementsIn(particle).forEach(one -> names.add(resolved(one).getAttribute("name")));
        List<Target> inside = targets.stream()
                .filter(target -> names.stream().anyMatch(target::begins))
                .toList();
        if (inside.isEmpty() && !needed) {
            return;
        }
        switch (particle.getLocalName()) {
            case "element" -> {
                List<List<Target>> each =
                        many && inside.stream().anyMatch(one -> one.path().size() == 1)
                                ? inside.stream().map(List::of).toList()
                                : List.of(inside);
                each.forEach(some -> content.append(
                        element(particle, some.stream().map(Target::rest).toList(), Map.of())));
            }
            case "choice" -> choice(particle, inside, many, content);
            case "group" ->
                children(requireNonNull(groups.get(particle.getAttribute("ref"))))
                        .forEach(one -> particle(one, inside, content));
            default -> children(particle).forEach(one -> particle(one, inside, content));
        }
    }

    private void choice(Element choice, List<Target> inside, boolean many, StringBuilder content) {
        List<Element> options = children(choice);
        if (inside.isEmpty()) {
            particle(options.get(0), inside, content);
            return;
        }
        List<List<Target>> rounds = many ? inside.stream().map(List::of).toList() : List.of(inside);
        for (List<Target> round : rounds) {
            options.stream()
                    .filter(option -> elementsIn(option)
                            .anyMatch(one -> round.get(0).begins(resolved(one).getAttribute("name"))))
                    .findFirst()
                    .ifPresent(option -> particle(option, round, content));
        }
    }

    private void attributes(Element type, Map<String, String> requested, StringBuilder written) {
        bases(type).forEach(base -> {
            Element of = types.get(base.getAttribute("base"));
            if (of != null && of.getLocalName().equals("complexType")) {
                attributes(of, requested, written);
            }
            attributesIn(base, requested, written);
        });
        attributesIn(type, requested, written);
    }

    private void attributesIn(Element parent, Map<String, String> requested, StringBuilder written) {
        for (Element one : children(parent)) {
            String name = one.getAttribute("name");
            if (one.getLocalName().equals("attribute")
                    && (requested.containsKey(name) || one.getAttribute("use").equals("required"))) {
                String value = requested.getOrDefault(name, "");
                written.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(value.isEmpty() ? simple(one, types.get(one.getAttribute("type"))) : value)
                        .append('"');
            }
        }
    }

    private String simple(Element declared, @Nullable Element type) {
        return type == null ? value(declared.getAttribute("type"), declared) : value("", type);
    }

    /** A value of a simple type, by its name or by what stands in it. */
    private String value(String name, Element in) {
        List<Element> all = IntStream.range(
                        0, in.getElementsByTagNameNS("*", "*").getLength())
                .mapToObj(at -> (Element) in.getElementsByTagNameNS("*", "*").item(at))
                .toList();
        for (Element one : all) {
            if (one.getLocalName().equals("enumeration")) {
                return one.getAttribute("value");
            }
            if (one.getLocalName().equals("pattern")) {
                return one.getAttribute("value").contains("-") ? "00000000-0000-0000-0000-000000000001" : "0x1";
            }
            if (one.getLocalName().equals("list")) {
                return simple(one, types.get(one.getAttribute("itemType")));
            }
            if (one.getLocalName().equals("restriction") && types.containsKey(one.getAttribute("base"))) {
                return simple(one, types.get(one.getAttribute("base")));
            }
        }
        String base = name.isEmpty()
                ? all.stream().map(one -> one.getAttribute("base")).findFirst().orElse("xs:string")
                : name;
        Element further = types.get(base);
        if (further != null) {
            return value("", further);
        }
        return SIMPLE.getOrDefault(base.replace("xs:", ""), "1");
    }
}
