package org.s2slab.lync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** One mailbox's IM list, as a fake Exchange keeps it: the thirteen operations, in little. */
final class FakeImList {
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Set<String> unknownGroups = new LinkedHashSet<>();
    private boolean migrationCompleted;
    private int lastId;

    record Group(
            String id, String name, String type, @Nullable String smtp, Set<String> members) {}

    record Person(String id, String name, String address) {}

    /** An operation refused, by its EWS code. */
    static final class EwsRefusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EwsRefusal(String code) {
            super(code);
        }
    }

    FakeImList() {
        addGroup("Andere Kontakte", "IPM.DistList.MOC.OtherContacts", null);
        addGroup("Tagged", "IPM.DistList.MOC.Tagged", null);
        addGroup("Favoriten", "IPM.DistList.MOC.Favorites", null);
    }

    boolean migrationCompleted() {
        return migrationCompleted;
    }

    /** Each contact with its groups' types or names, sorted: what a test compares. */
    List<String> contents() {
        List<String> lines = new ArrayList<>();
        for (Person person : people.values()) {
            List<String> in = groups.values().stream()
                    .filter(group -> group.members().contains(person.id()))
                    .map(group -> group.type().endsWith("UserGroup")
                            ? group.name()
                            : group.type().substring(group.type().lastIndexOf('.') + 1))
                    .sorted()
                    .toList();
            lines.add(person.address() + " '" + person.name() + "' " + in);
        }
        groups.values().stream()
                .filter(group -> group.type().endsWith("UserGroup"))
                .forEach(group -> lines.add("group " + group.name()));
        groups.values().stream()
                .filter(group -> group.smtp() != null)
                .forEach(group -> lines.add("distribution " + group.smtp() + " '" + group.name() + "'"));
        return lines.stream().sorted().toList();
    }

    /** Runs an operation and gives the payload of its answer. */
    String perform(XmlElement operation) {
        return switch (operation.name()) {
            case "GetImItemList" -> itemList();
            case "AddImGroup" -> group(addImGroup(text(operation, "DisplayName")));
            case "SetImGroup" -> rename(idAt(operation, "GroupId"), text(operation, "NewDisplayName"));
            case "RemoveImGroup" -> removeGroup(idAt(operation, "GroupId"), "ErrorInvalidImGroupId");
            case "AddNewImContactToGroup" ->
                add(operation, text(operation, "ImAddress"), text(operation, "DisplayName"));
            case "AddNewTelUriContactToGroup" ->
                add(operation, text(operation, "ImContactSipUriAddress"), text(operation, "ImTelephoneNumber"));
            case "AddImContactToGroup" -> join(idAt(operation, "ContactId"), groupOf(operation));
            case "RemoveImContactFromGroup" -> leave(idAt(operation, "ContactId"), idAt(operation, "GroupId"));
            case "RemoveContactFromImList" -> removePerson(idAt(operation, "ContactId"));
            case "AddDistributionGroupToImList" ->
                group(addDistributionGroup(text(operation, "SmtpAddress"), text(operation, "DisplayName")));
            case "RemoveDistributionGroupFromImList" -> removeGroup(idAt(operation, "GroupId"), "ErrorItemNotFound");
            case "SetImListMigrationCompleted" -> {
                migrationCompleted = "true".equals(text(operation, "ImListMigrationCompleted"));
                yield "";
            }
            default -> throw new EwsRefusal("ErrorInvalidRequest");
        };
    }

    /** A contact the mailbox's owner made without Lync. */
    void addByHand(String address, String name) {
        Person person = new Person("c" + ++lastId, name, address);
        people.put(person.id(), person);
        other().members().add(person.id());
    }

    private Group addImGroup(String name) {
        if (groups.values().stream().anyMatch(group -> group.name().equalsIgnoreCase(name))) {
            throw new EwsRefusal("ErrorImGroupDisplayNameAlreadyExists");
        }
        return addGroup(name, "IPM.DistList.MOC.UserGroup", null);
    }

    /** From now on the organisation has no distribution group of this address. */
    void hasNoGroup(String smtp) {
        unknownGroups.add(smtp);
    }

    private Group addDistributionGroup(String smtp, String name) {
        if (unknownGroups.contains(smtp)) {
            throw new EwsRefusal("ErrorInvalidImDistributionGroupSmtpAddress");
        }
        return addGroup(name, "IPM.DistList.MOC.DG", smtp);
    }

    private Group addGroup(String name, String type, @Nullable String smtp) {
        Group group = new Group("g" + ++lastId, name, type, smtp, new LinkedHashSet<>());
        groups.put(group.id(), group);
        return group;
    }

    private String rename(String id, String name) {
        Group old = known(id, "ErrorInvalidImGroupId");
        groups.put(id, new Group(id, name, old.type(), old.smtp(), old.members()));
        return "";
    }

    private String removeGroup(String id, String error) {
        groups.remove(known(id, error).id());
        return "";
    }

    /** Never compares addresses: an Exchange that doubles is the harder partner. */
    private String add(XmlElement operation, String address, String name) {
        Group group = groupOf(operation);
        String bare = address.startsWith("sip:") ? address.substring(4) : address;
        Person person = new Person("c" + ++lastId, name, bare);
        people.put(person.id(), person);
        group.members().add(person.id());
        return persona(person);
    }

    private String join(String id, Group group) {
        if (!people.containsKey(id)) {
            throw new EwsRefusal("ErrorInvalidImContactId");
        }
        group.members().add(id);
        return "";
    }

    private String leave(String id, String groupId) {
        if (!known(groupId, "ErrorInvalidImGroupId").members().remove(id)) {
            throw new EwsRefusal("ErrorUnableToRemoveImContactFromGroup");
        }
        if (groups.values().stream().noneMatch(group -> group.members().contains(id))) {
            people.remove(id);
        }
        return "";
    }

    private String removePerson(String id) {
        if (people.remove(id) == null) {
            throw new EwsRefusal("ErrorItemNotFound");
        }
        groups.values().forEach(group -> group.members().remove(id));
        return "";
    }

    private Group groupOf(XmlElement operation) {
        return operation
                .at("GroupId")
                .map(id -> known(id.attribute("Id").orElseThrow(), "ErrorItemNotFound"))
                .orElseGet(this::other);
    }

    private Group other() {
        return groups.values().iterator().next();
    }

    private Group known(String id, String error) {
        Group group = groups.get(id);
        if (group == null) {
            throw new EwsRefusal(error);
        }
        return group;
    }

    private static String text(XmlElement operation, String child) {
        return Objects.requireNonNull(operation.textAt(child), child);
    }

    private static String idAt(XmlElement operation, String child) {
        return operation.at(child).flatMap(id -> id.attribute("Id")).orElseThrow();
    }

    private String itemList() {
        StringBuilder xml = new StringBuilder("<m:ImItemList><t:Groups>");
        groups.values().forEach(group -> xml.append(group(group).replace("m:ImGroup", "t:ImGroup")));
        xml.append("</t:Groups>");
        if (!people.isEmpty()) {
            xml.append("<t:Personas>");
            people.values().forEach(person -> xml.append(persona(person).replace("m:Persona", "t:Persona")));
            xml.append("</t:Personas>");
        }
        return xml.append("</m:ImItemList>").toString();
    }

    private static String group(Group group) {
        StringBuilder xml = new StringBuilder("<m:ImGroup><t:DisplayName>")
                .append(XmlText.escape(group.name()))
                .append("</t:DisplayName><t:GroupType>")
                .append(group.type())
                .append("</t:GroupType><t:ExchangeStoreId Id=\"")
                .append(group.id())
                .append("\" ChangeKey=\"EgAAAA==\"/>");
        if (!group.members().isEmpty()) {
            xml.append("<t:MemberCorrelationKey>");
            group.members()
                    .forEach(id -> xml.append("<t:ItemId Id=\"").append(id).append("\" ChangeKey=\"EQAAAA==\"/>"));
            xml.append("</t:MemberCorrelationKey>");
        }
        if (group.smtp() != null) {
            xml.append("<t:SmtpAddress>").append(group.smtp()).append("</t:SmtpAddress>");
        }
        return xml.append("</m:ImGroup>").toString();
    }

    private static String persona(Person person) {
        return "<m:Persona><t:PersonaId Id=\"p" + person.id() + "\"/><t:DisplayName>"
                + XmlText.escape(person.name()) + "</t:DisplayName><t:ImAddress>sip:"
                + XmlText.escape(person.address())
                + "</t:ImAddress><t:Attributions><t:Attribution><t:Id>0</t:Id><t:SourceId Id=\"" + person.id()
                + "\" ChangeKey=\"EQAAAA==\"/><t:IsQuickContact>true</t:IsQuickContact><t:IsHidden>false</t:IsHidden>"
                + "</t:Attribution></t:Attributions></m:Persona>";
    }
}
