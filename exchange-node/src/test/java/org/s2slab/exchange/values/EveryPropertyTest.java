package org.s2slab.exchange.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * Each property of the property table that may be set reads back by each of its views, after a restart of the store.
 */
class EveryPropertyTest {
    private static final String MAILBOX = "<t:Mailbox><t:Name>Bert</t:Name>"
            + "<t:EmailAddress>bert@contoso.com</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType></t:Mailbox>";
    private static final String TAG = "11111111-2222-3333-4444-555555555555";

    private static final Map<ItemKind, String> FOLDERS = Map.of(
            ItemKind.MESSAGE, "inbox",
            ItemKind.POST_ITEM, "inbox",
            ItemKind.CONTACT, "contacts",
            ItemKind.DISTRIBUTION_LIST, "contacts",
            ItemKind.CALENDAR_ITEM, "calendar",
            ItemKind.TASK, "tasks");

    /** A value of each structured type that may be set; what lies beside the items has tests of its own. */
    private static final Map<String, String> STRUCTURES = Map.ofEntries(
            Map.entry("SingleRecipientType", MAILBOX),
            Map.entry("ArrayOfRecipientsType", MAILBOX),
            Map.entry("NonEmptyArrayOfAttendeesType", "<t:Attendee>" + MAILBOX + "</t:Attendee>"),
            Map.entry("MembersListType", "<t:Member Key=\"1\">" + MAILBOX + "</t:Member>"),
            Map.entry(
                    "FlagType",
                    "<t:FlagStatus>Complete</t:FlagStatus><t:CompleteDate>2020-11-01T10:00:00Z</t:CompleteDate>"),
            Map.entry(
                    "RecurrenceType",
                    "<t:DailyRecurrence><t:Interval>2</t:Interval></t:DailyRecurrence>"
                            + "<t:NoEndRecurrence><t:StartDate>2027-01-04Z</t:StartDate></t:NoEndRecurrence>"),
            Map.entry(
                    "TaskRecurrenceType",
                    "<t:DailyRegeneration><t:Interval>2</t:Interval></t:DailyRegeneration>"
                            + "<t:NoEndRecurrence><t:StartDate>2027-01-04Z</t:StartDate></t:NoEndRecurrence>"),
            Map.entry(
                    "EnhancedLocationType",
                    "<t:DisplayName>Room</t:DisplayName><t:PostalAddress><t:City>Lyon</t:City></t:PostalAddress>"),
            Map.entry("ArrayOfBinaryType", "<t:Base64Binary>AQID</t:Base64Binary>"),
            Map.entry("RetentionTagType", TAG));

    /** Values that say which kind of thing they are. */
    private static final Map<String, String> TEXTS = Map.of(
            "item:Culture", "de-DE", "contacts:BusinessHomePage", "https://example.com/", "calendar:UID", "4711");

    /**
     * What belongs to a whole that is set at once: time zones and the forms of bodies; tested where they are at home.
     */
    private static final List<String> ELSEWHERE =
            List.of("MimeContentType", "NonEmptyArrayOfAttachmentsType", "TimeZoneType", "TimeZoneDefinitionType");

    /** What other properties follow from, or follow. */
    private static final Set<String> ALONE = Set.of(
            "task:Status",
            "task:PercentComplete",
            "task:CompleteDate",
            "item:Sensitivity",
            "mapi:Private",
            "contacts:FileAs",
            "contacts:FileAsMapping",
            "calendar:IsAllDayEvent");

    private record Case(ItemKind kind, PropertyDefinition property, Optional<MapiIdentity> by) {
        String text() {
            String uri = property.uri();
            return switch (property.form().type()) {
                case TRUTH -> "true";
                case WHOLE -> "7";
                case DECIMAL, PERCENT -> "50";
                case TIME -> uri.endsWith("CompleteDate") ? "2020-11-02T10:00:00Z" : "2027-01-04T10:00:00Z";
                case BINARY -> "AQID";
                case CHOICE ->
                    property.form().choices().keySet().stream()
                            .skip(1)
                            .findFirst()
                            .orElseThrow();
                default ->
                    uri.equals("item:ItemClass")
                            ? kind.itemClass() + ".Own"
                            : uri.contains("EmailAddress/") ? "eve@example.com" : TEXTS.getOrDefault(uri, "Some text");
            };
        }

        String inside() {
            return by.map(identity -> "<t:ExtendedProperty>" + path(identity)
                            + (property.form().type() == ValueType.TEXTS
                                    ? "<t:Values><t:Value>A</t:Value><t:Value>B</t:Value></t:Values>"
                                    : "<t:Value>" + mapi() + "</t:Value>")
                            + "</t:ExtendedProperty>")
                    .orElseGet(this::element);
        }

        private String element() {
            String name = property.element();
            if (property.isEntry()) {
                String entry = property.part()
                        .map(part -> "<t:" + part + ">" + text() + "</t:" + part + ">")
                        .orElse(text());
                return "<t:" + name + "><t:Entry Key=\"" + property.key() + "\">" + entry + "</t:Entry></t:" + name
                        + ">";
            }
            String attributes = property.form().type() == ValueType.BODY
                    ? " BodyType=\"Text\""
                    : property.form().schemaType().equals("RetentionTagType") ? " IsExplicit=\"true\"" : "";
            String value = property.form().type() == ValueType.TEXTS
                    ? "<t:String>A</t:String><t:String>B</t:String>"
                    : property.form().type() == ValueType.STRUCTURE
                            ? STRUCTURES.get(property.form().schemaType())
                            : text();
            assertThat(value).as("a value of %s", property.form().schemaType()).isNotNull();
            return "<t:" + name + attributes + ">" + value + "</t:" + name + ">";
        }

        /** The item it is saved in: what other properties follow from, and each entry by its element, is by itself. */
        String group() {
            String way = by.map(identity -> "" + identities(property).toList().indexOf(identity))
                    .orElse("element");
            boolean alone = ALONE.contains(property.uri()) || (property.isEntry() && by.isEmpty());
            return kind + " " + way + (alone ? property.uri() : "");
        }

        /** The value as MAPI writes it. */
        String mapi() {
            return String.join("", MapiValueConverter.of(property, List.of(text())));
        }
    }

    private static String path(MapiIdentity identity) {
        String[] parts = identity.text().replace("!", "").split(":", -1);
        String type = "\" PropertyType=\"" + parts[parts.length - 1] + "\"/>";
        return "<t:ExtendedFieldURI "
                + (parts.length == 2
                        ? "PropertyTag=\"" + parts[0]
                        : "DistinguishedPropertySetId=\"" + parts[0]
                                + (parts[1].startsWith("0x")
                                        ? "\" PropertyId=\"" + Integer.decode(parts[1])
                                        : "\" PropertyName=\"" + parts[1]))
                + type;
    }

    private static String path(PropertyDefinition property) {
        String[] parts = property.uri().split("/", -1);
        return parts.length == 1
                ? "<t:FieldURI FieldURI=\"" + parts[0] + "\"/>"
                : "<t:IndexedFieldURI FieldURI=\"" + parts[0] + "\" FieldIndex=\"" + parts[1] + "\"/>";
    }

    private static Stream<MapiIdentity> identities(PropertyDefinition property) {
        return property.identities().stream().filter(property::is);
    }

    private static Stream<Case> cases() {
        return FOLDERS.keySet().stream()
                .flatMap(kind -> PropertyTable.EXCHANGE.of(kind).stream()
                        .filter(property -> property.rules().create() == ChangeRule.YES)
                        .filter(property ->
                                kind == ItemKind.MESSAGE || !property.owner().equals("Item"))
                        // The server says who the organizer is.
                        .filter(property -> !property.uri().equals("calendar:MyResponseType"))
                        .filter(property -> !property.isDerived()
                                && !ELSEWHERE.contains(property.form().schemaType())
                                && !property.form().schemaType().endsWith("DictionaryType")
                                && !property.element().equals("ExtendedProperty"))
                        .flatMap(property -> Stream.concat(
                                property.uri().startsWith("mapi:")
                                        ? Stream.empty()
                                        : Stream.of(new Case(kind, property, Optional.empty())),
                                identities(property)
                                        .map(identity -> new Case(kind, property, Optional.of(identity))))));
    }

    @Test
    void readsEveryPropertyBackByEveryViewAfterARestart(@TempDir Path folder) {
        MailboxCalls before = new MailboxCalls(folder);
        Map<String, List<Case>> items =
                cases().collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()));
        Map<List<Case>, XmlElement> ids = new LinkedHashMap<>();
        items.values().forEach(item -> ids.put(item, saved(before, item)));
        before.close();
        MailboxCalls after = new MailboxCalls(folder);
        Map<String, String> lost = new LinkedHashMap<>();
        ids.forEach((item, id) -> {
            XmlElement shown = shown(after, item, id);
            item.forEach(one -> check(one, shown).ifPresent(why -> lost.put(one.toString(), why)));
        });
        after.close();
        assertThat(lost).isEmpty();
        assertThat(cases().count()).isGreaterThan(200);
    }

    private static XmlElement saved(MailboxCalls mailbox, List<Case> item) {
        ItemKind kind = item.get(0).kind();
        XmlElement message = MailboxCalls.done(
                mailbox.anna,
                "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\">"
                        + "<m:SavedItemFolderId>" + MailboxCalls.folder(FOLDERS.getOrDefault(kind, ""))
                        + "</m:SavedItemFolderId><m:Items><t:" + kind.element() + ">"
                        + item.stream().map(Case::inside).collect(Collectors.joining()) + "</t:" + kind.element()
                        + "></m:Items></m:CreateItem>");
        return MailboxCalls.item(message).child("ItemId").orElseThrow();
    }

    private static XmlElement shown(MailboxCalls mailbox, List<Case> item, XmlElement id) {
        String paths = item.stream()
                .map(Case::property)
                .distinct()
                .map(property -> (property.uri().startsWith("mapi:") ? "" : path(property))
                        + identities(property).map(EveryPropertyTest::path).collect(Collectors.joining()))
                .collect(Collectors.joining());
        return MailboxCalls.get(
                mailbox.anna,
                id,
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>" + paths + "</t:AdditionalProperties>");
    }

    private static Optional<String> check(Case one, XmlElement item) {
        PropertyDefinition property = one.property();
        List<String> shown =
                item.child(property.element()).map(EveryPropertyTest::texts).orElse(List.of());
        List<String> given = property.form().type() == ValueType.TEXTS
                ? List.of("A", "B")
                : one.by().isPresent() || property.form().type() != ValueType.STRUCTURE
                        ? List.of(one.text())
                        : given(one.element());
        if (!property.uri().startsWith("mapi:") && !shown.containsAll(given)) {
            return Optional.of("by element: " + shown + " instead of " + given);
        }
        List<List<String>> extended = item.children("ExtendedProperty").stream()
                .filter(found -> property.is(MapiIdentity.read(found.children().get(0))))
                .map(found -> texts(found.children().get(1)))
                .toList();
        List<String> expected = property.form().type() == ValueType.TEXTS ? List.of("A", "B") : List.of(one.mapi());
        return extended.stream().allMatch(expected::equals)
                        && extended.size() == identities(property).count()
                ? Optional.empty()
                : Optional.of("by MAPI: " + extended + " instead of " + expected);
    }

    private static List<String> given(String element) {
        return texts(XmlReader.read(
                element.replaceFirst(">", " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(XmlElement element) {
        return element.tree()
                .filter(part -> part.children().isEmpty())
                .map(XmlElement::text)
                .toList();
    }
}
