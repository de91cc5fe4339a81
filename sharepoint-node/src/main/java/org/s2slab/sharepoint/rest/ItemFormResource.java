package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;

/**
 * The function {@code ValidateUpdateListItem} of items ([MS-CSOMSPT]): the values of a form are texts in the language and the time zone
 * of the web, English (United States) and UTC. All of them are set, or none if one has an error.
 */
record ItemFormResource(ListStore lists, ItemResource items, UserResource users) {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("M/d/uuuu[ h:mm[:ss] a]")
            .parseDefaulting(ChronoField.CLOCK_HOUR_OF_AMPM, 12)
            .parseDefaulting(ChronoField.AMPM_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.US);

    void addTo(RestRoutes routes) {
        routes.on("web/list/item/validateupdatelistitem", "POST", SiteRight.WRITE, items.on(this::update));
    }

    private Future<RestAnswer> update(RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        EntityBody body = EntityBody.ofFunction(request).with(Set.of("formValues", "bNewDocumentUpdate"));
        body.flag("bNewDocumentUpdate"); // Which concerns versions of documents.
        JsonObject fields = item.fields().copy();
        List<RestEntity> results = new ArrayList<>();
        Future<Boolean> good = Future.succeededFuture(true);
        for (EntityBody one : body.parts("formValues", "SP.ListItemFormUpdateValue")) {
            one.with(Set.of("FieldName", "FieldValue", "ErrorMessage", "HasException"));
            String name = one.text("FieldName").orElseThrow(RestError::argument);
            String text = one.text("FieldValue").orElse("");
            good = good.compose(before -> set(fields, list, visitor.site(), name, text)
                    .map(before)
                    .onSuccess(done -> results.add(result(name, text, null, item)))
                    .recover(failure -> {
                        if (!(failure instanceof RestError error)) {
                            return Future.failedFuture(failure);
                        }
                        results.add(result(name, text, error.sentence(), item));
                        return Future.succeededFuture(false);
                    }));
        }
        return good.compose(all -> all
                        ? lists.change(list, item, fields, visitor.number())
                                .map(changed -> changed.orElseThrow(RestError::conflict))
                        : Future.succeededFuture(item))
                .map(done -> RestAnswer.ofFunction("ValidateUpdateListItem", "SP.ListItemFormUpdateValue", results));
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
    private Future<Void> set(JsonObject fields, WebList list, Site site, String name, String text) {
        return Future.succeededFuture()
                .compose(start -> {
                    ListField field = list.fields().stream()
                            .filter(one -> one.name().equals(name) && !one.readOnly())
                            .findFirst()
                            .orElseThrow(() -> RestError.noField(name));
                    if (text.isEmpty() && field.required()) {
                        throw RestError.formValue("You can't leave this blank.");
                    }
                    return value(field, text, site)
                            .map(value -> fields.put(field.property(), ListFieldParser.value(field, value)));
                })
                .mapEmpty();
    }

    private Future<@Nullable Object> value(ListField field, String text, Site site) {
        if (text.isEmpty()) {
            return Future.succeededFuture();
        }
        return switch (field.kind().values) {
            case TEXT -> Future.succeededFuture(text);
            case NUMBER -> Future.succeededFuture(number(text));
            case TIME -> Future.succeededFuture(time(text));
            case FLAG -> Future.succeededFuture(flag(field, text));
            case TEXTS ->
                Future.succeededFuture(new JsonArray(Arrays.stream(text.split(";#", -1))
                        .filter(one -> !one.isEmpty())
                        .toList()));
            case PERSON -> people(text, site).map(found -> found.size() == 1 ? found.getInteger(0) : found);
            case PERSONS -> people(text, site).map(found -> found);
        };
    }

    private static Number number(String text) {
        String plain = text.strip().replaceFirst("^(-?)\\$", "$1");
        if (!plain.matches("-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\\.[0-9]+)?") || !plain.matches(".*[0-9].*")) {
            throw RestError.formValue("The value of this field is not a valid number.");
        }
        double number = Double.parseDouble(plain.replace(",", ""));
        boolean whole = number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
        return whole ? (Number) (int) number : (Number) number;
    }

    private static String time(String text) {
        try {
            return LocalDateTime.parse(text.strip(), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            throw RestError.formValue("You must specify a valid date within the range of 1/1/1900 and 12/31/8900.");
        }
    }

    private static boolean flag(ListField field, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "true" -> true;
            case "0", "no", "false" -> false;
            default -> throw EntityBody.unusable(field.name());
        };
    }

    /** The numbers of people, whom a form names as a people picker does: {@code [{"Key":"i:0#.w|contoso\\anna"}]}. */
    private Future<JsonArray> people(String text, Site site) {
        Future<JsonArray> numbers = Future.succeededFuture(new JsonArray());
        try {
            for (Object one : new JsonArray(text)) {
                String key =
                        one instanceof JsonObject person && person.getValue("Key") instanceof String name ? name : "";
                numbers = numbers.compose(before -> users.ensured(key, site)
                        .map(user -> before.add(user.properties().getInteger("Id"))));
            }
        } catch (DecodeException e) {
            throw RestError.unknownUser(text);
        }
        return numbers;
    }
}
