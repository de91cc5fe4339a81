package org.s2slab.sharepoint.ediscovery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the cases of eDiscovery centres. */
record CaseStore(IdGenerator ids, Clock clock) {
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

    Case add(WriteTransaction tx, String siteId, String name, String owner) {
        JsonObject content = new JsonObject()
                .put("sources", new JsonArray())
                .put("searches", new JsonObject())
                .put("holds", new JsonObject());
        Case made = new Case(ids.uuid(), siteId, name, owner, clock.instant().truncatedTo(ChronoUnit.SECONDS), content);
        tx.execute(
                "INSERT INTO cases (id, site_id, name, owner, created_at, content) VALUES (?, ?, ?, ?, ?, ?)",
                made.id(),
                siteId,
                name,
                owner,
                made.created().getEpochSecond(),
                content.encode());
        return made;
    }

    static List<Case> all(ReadTransaction rx, String siteId) {
        return rx.list(SELECT + " WHERE site_id = ? ORDER BY created_at, name", CaseStore::read, siteId);
    }

    static Optional<Case> find(ReadTransaction rx, String siteId, String id) {
        return rx.first(SELECT + " WHERE site_id = ? AND id = ?", CaseStore::read, siteId, id);
    }

    /** Changes the current content of a case. Fails with NOT_FOUND if the case was deleted in the meantime. */
    static Case change(WriteTransaction tx, Case asked, Consumer<JsonObject> change) {
        tx.lock("SELECT id FROM cases WHERE id = ?", asked.id());
        Case now =
                find(tx, asked.siteId(), asked.id()).orElseThrow(() -> Refusal.notFound("there is no such case here"));
        change.accept(now.content());
        tx.execute("UPDATE cases SET content = ? WHERE id = ?", now.content().encode(), now.id());
        return now;
    }

    private static Case read(ResultRow row) {
        return new Case(
                row.text("id"),
                row.text("site_id"),
                row.text("name"),
                row.text("owner"),
                Instant.ofEpochSecond(row.integer("created_at")),
                new JsonObject(row.text("content")));
    }
}
