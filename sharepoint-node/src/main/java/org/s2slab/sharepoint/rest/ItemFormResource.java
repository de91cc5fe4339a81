package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.WriteTransaction;

/**
 * The function {@code ValidateUpdateListItem} of items ([MS-CSOMSPT]). The values of a form are texts in the language
 * and the time zone of the web, English (United States) and UTC. If one value has an error, no value is set.
 */
record ItemFormResource(ListStore lists, ItemResource items, ItemFormValues values) {
    void addTo(RestRoutes routes) {
        routes.on("web/list/item/validateupdatelistitem", "POST", SiteRight.WRITE, items.on(this::update));
    }

    private RestAnswer update(
            WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        EntityBody body = EntityBody.ofFunction(request).with(Set.of("formValues", "bNewDocumentUpdate"));
        body.flag("bNewDocumentUpdate"); // It concerns versions of documents.
        JsonObject fields = item.fields().copy();
        List<RestEntity> results = new ArrayList<>();
        boolean good = true;
        for (EntityBody one : body.parts("formValues", "SP.ListItemFormUpdateValue")) {
            one.with(Set.of("FieldName", "FieldValue", "ErrorMessage", "HasException"));
            String name = one.text("FieldName").orElseThrow(RestError::argument);
            String text = one.text("FieldValue").orElse("");
            try {
                set(tx, fields, list, visitor.site(), name, text);
                results.add(result(name, text, null, item));
            } catch (RestError error) {
                results.add(result(name, text, error.sentence(), item));
                good = false;
            }
        }
        if (good && lists.change(tx, list, item, fields, visitor.number()).isEmpty()) {
            throw RestError.conflict();
        }
        return RestAnswer.ofFunction("ValidateUpdateListItem", "SP.ListItemFormUpdateValue", results);
    }

    private static RestEntity result(String name, String text, @Nullable String error, ListItem item) {
        return new RestEntity(
                "SP.ListItemFormUpdateValue",
                null,
                null,
                new JsonObject()
                        .put("ErrorMessage", error)
                        .put("FieldName", name)
                        .put("FieldValue", text)
                        .put("HasException", error != null)
                        .put("ItemId", item.number()));
    }

    /** Sets the field with this internal name. */
    private void set(WriteTransaction tx, JsonObject fields, WebList list, Site site, String name, String text) {
        ListField field = list.fields().stream()
                .filter(one -> one.name().equals(name) && !one.readOnly())
                .findFirst()
                .orElseThrow(() -> RestError.noField(name));
        if (text.isEmpty() && field.required()) {
            throw RestError.formValue("You can't leave this blank.");
        }
        fields.put(field.property(), ListFieldParser.value(field, values.value(tx, field, text, site)));
    }
}
