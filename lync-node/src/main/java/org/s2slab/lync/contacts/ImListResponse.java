package org.s2slab.lync.contacts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsItemId;
import org.s2slab.xml.XmlElement;

/** A user's IM list in an Exchange response ([MS-OXWSCOS] ImItemListType). */
public record ImListResponse(List<Group> groups, List<Persona> personas) {
    public ImListResponse {
        groups = List.copyOf(groups);
        personas = List.copyOf(personas);
    }

    /**
     * A group of an IM list.
     *
     * @param type a value such as {@code IPM.DistList.MOC.UserGroup}
     * @param smtp address of a distribution group, or null
     * @param members ids of the contacts in it
     */
    public record Group(
            EwsItemId id,
            String displayName,
            String type,
            @Nullable String smtp,
            List<String> members) {
        public Group {
            members = List.copyOf(members);
        }

        /** The last word of the type: OtherContacts, Tagged, Favorites, UserGroup, DG. */
        public String kind() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    /**
     * A contact of an IM list.
     *
     * @param id the id for later calls
     * @param imAddress the address in Exchange, with or without {@code sip:}
     * @param telephone its telephone number, or null
     */
    public record Persona(
            EwsItemId id,
            @Nullable String displayName,
            @Nullable String imAddress,
            @Nullable String telephone) {}

    /** Parses a response to GetImItemList: default groups, own groups, distribution groups, contacts. */
    public static ImListResponse of(XmlElement response) {
        List<Group> groups = new ArrayList<>();
        List<Persona> personas = new ArrayList<>();
        response.at("ImItemList", "Groups")
                .ifPresent(list -> list.children("ImGroup").forEach(group -> groups.add(group(group))));
        response.at("ImItemList", "Personas")
                .ifPresent(list -> list.children("Persona").forEach(persona -> personas.add(persona(persona))));
        return new ImListResponse(groups, personas);
    }

    private static Group group(XmlElement group) {
        List<String> members = group.at("MemberCorrelationKey").stream()
                .flatMap(keys -> keys.children("ItemId").stream())
                .map(key -> EwsItemId.of(key).id())
                .toList();
        String type = group.textAt("GroupType");
        String name = group.textAt("DisplayName");
        return new Group(
                group.at("ExchangeStoreId").map(EwsItemId::of).orElse(new EwsItemId("", "")),
                name == null ? "" : name,
                type == null ? "" : type,
                group.textAt("SmtpAddress"),
                members);
    }

    private static Persona persona(XmlElement persona) {
        EwsItemId id = persona.at("Attributions").stream()
                .flatMap(attributions -> attributions.children("Attribution").stream())
                .filter(ImListResponse::isQuickContact)
                .flatMap(attribution -> attribution.at("SourceId").stream())
                .findFirst()
                .or(() -> persona.at("PersonaId"))
                .map(EwsItemId::of)
                .orElse(new EwsItemId("", ""));
        return new Persona(
                id,
                persona.textAt("DisplayName"),
                persona.textAt("ImAddress"),
                persona.textAt("PhoneNumber", "Number"));
    }

    /**
     * Whether an attribution (a source of a persona's data) belongs to the contact itself, that is, to a quick contact
     * that is not hidden.
     */
    private static boolean isQuickContact(XmlElement attribution) {
        return "true".equals(attribution.textAt("IsQuickContact")) && !"true".equals(attribution.textAt("IsHidden"));
    }
}
