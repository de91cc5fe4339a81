package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.FieldKind;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListField.FieldTrait;
import org.s2slab.sharepoint.sites.ListSchemaStore;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.UnsupportedRestNames;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.WriteTransaction;

/** The REST resource {@code web/lists(...)/fields}: the fields of a list. */
record FieldResource(ListSchemaStore schemas, ListResource lists, EntityCollections collections) {
    /** Maximum number of fields that people can add to a list. */
    private static final int MOST = 256;

    private static final Set<String> WRITABLE = Set.of("Title", "FieldTypeKind", "Required", "Description");

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/list/fields",
                        lists.on((rx, request, visitor, list) -> collections.answer(
                                rx,
                                request,
                                "SP.ApiData.Fields",
                                list.fields().stream()
                                        .map(field -> entity(list, field))
                                        .toList())))
                .on("web/list/fields", "POST", SiteRight.MANAGE, lists.on(this::add))
                .get(
                        "web/list/field",
                        lists.on((rx, request, visitor, list) ->
                                WebResource.one(request, entity(list, found(request, list)))))
                .on("web/list/field", "MERGE PATCH", SiteRight.MANAGE, lists.on(this::change))
                .on("web/list/field", "DELETE", SiteRight.MANAGE, lists.on(this::remove))
                .on("web/list/field/deleteobject", "POST", SiteRight.MANAGE, lists.on(this::remove));
    }

    private static RestEntity entity(WebList list, ListField field) {
        return RestEntityMapper.field(RestEntityMapper.link(list), field);
    }

    private static ListField found(RestRequest request, WebList list) {
        ResourcePath.Key key = request.path().keys().get(1);
        String value = key.value().text();
        return list.fields().stream()
                .filter(field -> switch (key.by()) {
                    case "id" -> field.id().equals(ListResource.guid(value));
                    case "title" -> field.title().equals(value);
                    default -> field.name().equals(value) || field.title().equals(value);
                })
                .findFirst()
                .orElseThrow(() -> RestError.noField(value));
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list) {
        EntityBody body = body(request);
        int number = body.number("FieldTypeKind").orElseThrow(RestError::argument);
        FieldKind kind = FieldKind.numbered(number)
                .orElseThrow(() -> RestError.formValue("Value does not fall within the expected range."
                        + UnsupportedRestNames.reason("fieldtypekind " + number)));
        JsonObject details = details(body, kind);
        String title = ListResource.title(body, "");
        if (list.ownFields().size() == MOST
                || list.fields().stream().anyMatch(field -> field.title().equals(title))) {
            throw RestError.argument();
        }
        ListField field = schemas.field(
                list,
                title,
                kind,
                body.flag("Required").orElse(false),
                body.text("Description").orElse(""),
                details);
        List<ListField> fields = new ArrayList<>(list.ownFields());
        fields.add(field);
        ListResource.requireDone(schemas.changeFields(tx, list, fields));
        RestEntity entity = entity(list, field);
        return RestAnswer.created(entity, visitor.site().url(lists.host()) + "/_api/" + entity.link());
    }

    private RestAnswer change(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list) {
        ListField before = own(request, list);
        EntityBody body = body(request);
        JsonObject details = before.details().copy().mergeIn(details(body, before.kind()));
        ListField after = new ListField(
                before.id(),
                before.name(),
                ListResource.title(body, before.title()),
                before.kind(),
                Switches.of(FieldTrait.OWN)
                        .with(FieldTrait.REQUIRED, body.flag("Required").orElse(before.required())),
                body.text("Description").orElse(before.description()),
                details);
        ListResource.requireDone(schemas.changeFields(
                tx,
                list,
                list.ownFields().stream()
                        .map(field -> field.equals(before) ? after : field)
                        .toList()));
        return RestAnswer.changed(null);
    }

    private RestAnswer remove(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list) {
        ListField field = own(request, list);
        ListResource.requireDone(schemas.changeFields(
                tx,
                list,
                list.ownFields().stream().filter(other -> !other.equals(field)).toList()));
        return RestAnswer.removed();
    }

    /** The field of the request, which people added. Other fields belong to the list's template. */
    private static ListField own(RestRequest request, WebList list) {
        ListField field = found(request, list);
        if (!field.own()) {
            throw RestError.argument();
        }
        return field;
    }

    private static EntityBody body(RestRequest request) {
        return EntityBody.of(request, "SP.Field", type -> type.startsWith("SP.Field"));
    }

    /** The properties of fields of this kind: numbers, flags, and the texts of choices. */
    private static JsonObject details(EntityBody body, FieldKind kind) {
        JsonObject details = new JsonObject();
        for (String name : body.members().fieldNames()) {
            if (kind.details.contains(name)) {
                Object value = body.members().getValue(name);
                if (name.equals("Choices")) {
                    details.put(name, new JsonArray(body.texts(name)));
                } else if (value instanceof Boolean || value instanceof Number) {
                    details.put(name, value);
                } else if (value != null) {
                    throw EntityBody.unusable(name);
                }
            } else if (!WRITABLE.contains(name)) {
                throw body.noProperty(name);
            }
        }
        return details;
    }
}
