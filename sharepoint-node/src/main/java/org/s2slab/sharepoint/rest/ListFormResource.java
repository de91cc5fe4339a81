package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.ReadTransaction;

/**
 * The function {@code RenderListFormData} of lists: the values and the fields of a form as a JSON text. Microsoft
 * documents only that the function returns a text. Its members are the members that PnPjs declares.
 */
record ListFormResource(ListResource lists, UserResource users) {
    /** The forms of a list. */
    private static final List<String> FORMS = List.of("displayform", "editform", "newform");

    /** The modes of a form: 1 shows an item, 2 changes an item, 3 creates an item. */
    private static final int SHOW = 1;

    private static final int NEW = 3;

    /** The bit of the permission to customize the pages of a web. */
    private static final long CUSTOMIZE_PAGES = 0x4_0000;

    void addTo(RestRoutes routes) {
        routes.ask("web/list/renderlistformdata", lists.on(this::render));
    }

    private RestAnswer render(ReadTransaction rx, RestRequest request, SiteCaller visitor, WebList list) {
        String form = request.path().argument("formid").text();
        int mode = request.path().argument("mode").number();
        if (mode < SHOW || mode > NEW || FORMS.stream().noneMatch(form::equalsIgnoreCase)) {
            throw RestError.argument();
        }
        ListItem item = mode == NEW
                ? ListItem.BLANK
                : ListStore.item(rx, list, request.path().argument("itemid").number())
                        .orElseThrow(RestError::noItem);
        return RestAnswer.ofFunction(
                "RenderListFormData",
                "Edm.String",
                values(list, item, users.people(rx, visitor.site()))
                        .mergeIn(schema(list, mode))
                        .mergeIn(attributes(visitor, list, item))
                        .mergeIn(page(list))
                        .encode());
    }

    /** The values by the internal names of the fields; empty texts for a new item. */
    private static JsonObject values(WebList list, ListItem item, Map<Integer, RestEntity> people) {
        JsonObject stored = RestEntityMapper.item(list, item).properties();
        JsonObject values = new JsonObject().put("ContentType", list.kind().contentTypeName);
        list.fields()
                .forEach(field -> values.put(
                        field.name(),
                        item.number() == 0
                                ? ""
                                : ItemFormValues.text(field, stored.getValue(field.property()), people)));
        return values;
    }

    private static JsonObject schema(WebList list, int mode) {
        JsonObject schema = new JsonObject();
        JsonObject modes = new JsonObject();
        for (ListField field : list.fields()) {
            schema.put(
                    field.name(),
                    new JsonObject()
                            .put("Id", field.id())
                            .put("Title", field.title())
                            .put("Hidden", false)
                            .put("IMEMode", null)
                            .put("Name", field.name())
                            .put("Required", field.required())
                            .put("Direction", "none")
                            .put("FieldType", field.kind().typeName)
                            .put("Description", field.description())
                            .put("ReadOnlyField", field.readOnly())
                            .put("Type", field.kind().typeName.replaceFirst("^UserMulti$", "User"))
                            .mergeIn(field.details()));
            modes.put(field.name(), field.readOnly() ? SHOW : mode);
        }
        return new JsonObject()
                .put("ListSchema", schema)
                .put("FormControlMode", mode)
                .put("FieldControlModes", modes);
    }

    private static JsonObject attributes(SiteCaller visitor, WebList list, ListItem item) {
        Site site = visitor.site();
        return new JsonObject()
                .put(
                        "WebAttributes",
                        new JsonObject()
                                .put("WebUrl", site.serverRelativeUrl())
                                .put("EffectivePresenceEnabled", false)
                                .put("AllowScriptableWebParts", false)
                                .put("PermissionCustomizePages", (visitor.permissions() & CUSTOMIZE_PAGES) != 0)
                                .put("LCID", RestEntityMapper.ENGLISH)
                                .put("CurrentUserId", visitor.number()))
                .put(
                        "ItemAttributes",
                        new JsonObject()
                                .put("Id", item.number())
                                .put("FsObjType", 0)
                                .put("ExternalListItem", false)
                                .put(
                                        "Url",
                                        item.number() == 0
                                                ? null
                                                : list.address(site.path()) + "/" + item.number() + "_.000")
                                .put("EffectiveBasePermissionsLow", visitor.permissions() & 0xFFFF_FFFFL)
                                .put("EffectiveBasePermissionsHigh", visitor.permissions() >>> Integer.SIZE))
                .put(
                        "ListAttributes",
                        new JsonObject()
                                .put("Id", list.id())
                                .put("BaseType", 0)
                                .put("Direction", "none")
                                .put("ListTemplateType", list.kind().baseTemplate)
                                .put("DefaultItemOpen", 1)
                                .put("EnableVersioning", false));
    }

    /** The members for the scripts of a page. The lab has no pages, so nothing is customized. */
    private static JsonObject page(WebList list) {
        return new JsonObject()
                .put("CSRCustomLayout", false)
                .put("PostBackRequired", false)
                .put("PreviousPostBackHandled", false)
                .put("UploadMode", false)
                .put("SubmitButtonID", "")
                .put("ItemContentTypeName", list.kind().contentTypeName)
                .put("ItemContentTypeId", list.kind().contentType)
                .put("JSLinks", null);
    }
}
