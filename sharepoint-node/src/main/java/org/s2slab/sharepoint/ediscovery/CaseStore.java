package org.s2slab.sharepoint.ediscovery;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Stores the cases of eDiscovery centres. */
record CaseStore(Database database, IdGenerator ids, Clock clock) {
    private static final String SELECT = "SELECT id, site_id, name, owner, created_at, content FROM cases";

    /**
     * A case of an eDiscovery centre.
     *
     * @param content {@code sources}: mail addresses; {@code searches} and {@code holds} by id and name
     */
    record Case(String id, String siteId, String name, String owner, Instant created, JsonObject content) {
        List<String> sources() {
            return content.getJsonArray("sources").stream().map(String::valueOf).toList();
        }

        Optional<JsonObject> search(String search) {
            return Optional.ofNullable(content.getJsonObject("searches").getJsonObject(search));
        }

        JsonObject json() {
            return new JsonObject()
                    .put("id", id)
                    .put("name", name)
                    .put("owner", owner)
                    .put("created", created.toString())
                    .mergeIn(content);
        }
    }

    Future<Case> add(String siteId, String name, String owner) {
        JsonObject content = new JsonObject()
                .put("sources", new JsonArray())
                .put("searches", new JsonObject())
                .put("holds", new JsonObject());
        Case made = new Case(ids.uuid(), siteId, name, owner, clock.instant().truncatedTo(ChronoUnit.SECONDS), content);
        return database.query(
                        "INSERT INTO cases (id, site_id, name, owner, created_at, content) VALUES (?, ?, ?, ?, ?, ?)",
                        Tuple.of(made.id(), siteId, name, owner, made.created().getEpochSecond(), content.encode()))
                .map(made);
    }

    Future<List<Case>> all(String siteId) {
        return database.list(SELECT + " WHERE site_id = ? ORDER BY created_at, name", CaseStore::read, siteId);
    }

    Future<Optional<Case>> find(String siteId, String id) {
        return database.first(SELECT + " WHERE site_id = ? AND id = ?", CaseStore::read, siteId, id);
    }

    /** Changes the current content of a case. */
    Future<Case> change(Case asked, Consumer<JsonObject> change) {
        return database.transaction(connection -> Rows.query(connection, SELECT + " WHERE id = ?", asked.id())
                .compose(rows -> {
                    Case now = read(rows.iterator().next());
                    change.accept(now.content());
                    return Rows.query(
                                    connection,
                                    "UPDATE cases SET content = ? WHERE id = ?",
                                    Tuple.of(now.content().encode(), now.id()))
                            .map(now);
                }));
    }

    private static Case read(Row row) {
        return new Case(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochSecond(row.getLong(4)),
                new JsonObject(row.getString(5)));
    }
}
