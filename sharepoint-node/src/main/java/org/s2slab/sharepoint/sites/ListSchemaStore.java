package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.ListField.FieldTrait;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the lists that people create, and their changes of lists: titles, settings and fields. */
public record ListSchemaStore(IdGenerator ids, Clock clock) {
    /** Adds a list; empty if the web has a list with this title. */
    public Optional<WebList> add(WriteTransaction tx, Site site, ListKind kind, WebList.Settings settings) {
        long now = clock.instant().getEpochSecond();
        String id = ids.uuid();
        List<String> taken =
                tx.list("SELECT name FROM lists WHERE site_id = ?", row -> key(row.text("name")), site.id());
        tx.execute(
                "INSERT INTO lists (id, site_id, title_key, kind, next_item, title, name, settings, created_at,"
                        + " modified_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (site_id, title_key) DO NOTHING",
                id,
                site.id(),
                key(settings.title()),
                kind.name(),
                settings.title(),
                nameFor(settings.title(), taken),
                stored(settings).encode(),
                now,
                now);
        return ListStore.withId(tx, site, id);
    }

    /** A unique name for a new list: two titles may have the same beginning, and a renamed list keeps its name. */
    private static String nameFor(String title, List<String> taken) {
        String requested = ListField.nameFor(title);
        String name = requested;
        for (int number = 1; taken.contains(key(name)); number++) {
            String end = String.valueOf(number);
            name = requested.substring(0, Math.min(requested.length(), ListField.LONGEST - end.length())) + end;
        }
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Changes the settings of a list with this version; false if it was changed in the meantime. */
    public boolean change(WriteTransaction tx, WebList list, WebList.Settings settings) {
        return tx.execute(
                        "UPDATE lists SET title = ?, title_key = ?, settings = ?, modified_at = ?, version = version + 1"
                                + " WHERE id = ? AND version = ? AND NOT EXISTS (SELECT 1 FROM lists o"
                                + " WHERE o.site_id = lists.site_id AND o.title_key = ? AND o.id <> lists.id)",
                        settings.title(),
                        key(settings.title()),
                        stored(settings).encode(),
                        clock.instant().getEpochSecond(),
                        list.id(),
                        list.version(),
                        key(settings.title()))
                > 0;
    }

    /** Replaces the added fields of a list with this version; false if it was changed in the meantime. */
    public boolean changeFields(WriteTransaction tx, WebList list, List<ListField> fields) {
        JsonArray stored = new JsonArray(fields.stream().map(ListField::stored).toList());
        return tx.execute(
                        "UPDATE lists SET fields = ?, modified_at = ?, version = version + 1 WHERE id = ? AND version = ?",
                        stored.encode(),
                        clock.instant().getEpochSecond(),
                        list.id(),
                        list.version())
                > 0;
    }

    /** A field to add. No other property of the list has its internal name. */
    public ListField field(
            WebList list, String title, FieldKind kind, boolean required, String description, JsonObject details) {
        String requested = ListField.nameFor(title);
        String name = requested;
        for (int number = 0; isTaken(list, name, kind); number++) {
            name = requested + number;
        }
        return new ListField(
                ids.uuid(),
                name,
                title,
                kind,
                Switches.of(FieldTrait.OWN).with(FieldTrait.REQUIRED, required),
                description,
                details);
    }

    private static boolean isTaken(WebList list, String name, FieldKind kind) {
        String property = kind.values == FieldKind.Values.PERSON ? name + "Id" : name;
        return name.equals(ListStore.MARK)
                || List.of("Id", "AuthorId", "EditorId").contains(property)
                || list.fields().stream()
                        .anyMatch(field -> field.name().equalsIgnoreCase(name)
                                || field.property().equalsIgnoreCase(property));
    }

    /** Deletes a list with its items. The list is recycled first, so that the change log contains the deletion. */
    public void remove(WriteTransaction tx, WebList list) {
        tx.execute(
                "UPDATE lists SET recycled = id, recycled_at = ? WHERE id = ? AND recycled IS NULL",
                clock.instant().getEpochSecond(),
                list.id());
        tx.execute("DELETE FROM lists WHERE id = ?", list.id());
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    private static JsonObject stored(WebList.Settings settings) {
        return new JsonObject()
                .put("description", settings.description())
                .put("contentTypesEnabled", settings.contentTypesEnabled())
                .put("hidden", settings.hidden())
                .put("noCrawl", settings.noCrawl())
                .put("attachments", settings.attachments());
    }
}
