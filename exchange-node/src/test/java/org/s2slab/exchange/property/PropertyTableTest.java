package org.s2slab.exchange.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PropertyTableTest {
    private static final PropertyTable TABLE = PropertyTable.EXCHANGE;
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    private static Stream<String> owners() {
        return TABLE.all().stream().map(PropertyDefinition::owner).distinct();
    }

    /** Names, types and order of a class's own elements are those of Exchange's schema, where that is at hand. */
    @ParameterizedTest
    @MethodSource("owners")
    void hasTheElementsOfThePublishedSchema(String owner) throws Exception {
        Path published = AnswerSchemas.shared("ews-schemas").resolve("types.xsd");
        if (!Files.exists(published)) {
            return;
        }
        String type = Map.of(
                        "Contact", "ContactItemType",
                        "MeetingRequest", "MeetingRequestMessageType",
                        "MeetingResponse", "MeetingResponseMessageType",
                        "MeetingCancellation", "MeetingCancellationMessageType")
                .getOrDefault(owner, owner + "Type");
        assertThat(TABLE.all().stream()
                        .filter(property -> property.owner().equals(owner) && property.isElement())
                        .map(property -> property.element() + " "
                                + (property.form().type() == ValueType.PERCENT
                                        ? "double"
                                        : property.form().schemaType()))
                        .toList())
                .isNotEmpty()
                .isEqualTo(published(published).get(type));
    }

    private static Map<String, List<String>> published(Path schema) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(schema.toFile());
        NodeList types = document.getElementsByTagNameNS(SCHEMA, "complexType");
        Map<String, List<String>> elements = new HashMap<>();
        for (int i = 0; i < types.getLength(); i++) {
            Element type = (Element) types.item(i);
            NodeList own = type.getElementsByTagNameNS(SCHEMA, "element");
            List<String> named = new ArrayList<>();
            for (int j = 0; j < own.getLength(); j++) {
                Element element = (Element) own.item(j);
                named.add(element.getAttribute("name") + " "
                        + element.getAttribute("type").replaceFirst("^.*:", ""));
            }
            elements.put(type.getAttribute("name"), named);
        }
        return elements;
    }

    @Test
    void isDefinedForEveryKindOfItem() {
        assertThat(ItemKind.values())
                .allSatisfy(kind -> assertThat(TABLE.element(kind, "ItemClass")).isPresent());
        assertThat(TABLE.element(ItemKind.MEETING_REQUEST, "ToRecipients")).isPresent();
        assertThat(TABLE.element(ItemKind.TASK, "ToRecipients")).isEmpty();
        assertThat(TABLE.find("SearchFolder", "folder:UnreadCount")).isPresent();
        assertThat(TABLE.find("CalendarFolder", "folder:UnreadCount")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Address:0x8083:String, contacts:EmailAddress/EmailAddress1",
        "0x3A08:String, contacts:PhoneNumber/BusinessPhone",
        "0x3a17:String, contacts:JobTitle",
        "PublicStrings:KEYWORDS:StringArray, item:Categories",
        "Task:0x8102:Double, task:PercentComplete",
        "0x0E07:Integer, mapi:MessageFlags",
    })
    void knowsAMapiPropertyAsThePropertyThatItIs(String identity, String uri) {
        assertThat(TABLE.byMapi(MapiIdentity.parse(identity)))
                .extracting(PropertyDefinition::uri)
                .containsExactly(uri);
    }

    /** A tag with another type is another property of MAPI. */
    @Test
    void takesTheTypeOfAMapiPropertyForAPartOfIt() {
        assertThat(TABLE.byMapi(MapiIdentity.parse("0x3A08:Binary"))).isEmpty();
    }

    /** What the table says can be set by a number has that number for each of its names, and no two the same. */
    @Test
    void hasOneNumberForEachNameOfAnEnumeration() {
        assertThat(TABLE.all())
                .filteredOn(property -> property.form().type() == ValueType.CHOICE
                        && property.identities().stream().anyMatch(property::is))
                .isNotEmpty()
                .allSatisfy(property ->
                        assertThat(property.form().choices().values()).doesNotHaveDuplicates());
    }
}
