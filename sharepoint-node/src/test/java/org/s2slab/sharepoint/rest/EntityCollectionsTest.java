package org.s2slab.sharepoint.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;

/** Collections of more objects than one response may have. */
class EntityCollectionsTest {
    private static final String ADDRESS =
            "/sites/sales/_api/web/lists/getbytitle('To%20do')/fields?$select=Id&$filter=Id%20gt%20-1&@v='x%26y'";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private RestAnswer answer(String address) {
        Database database = TestDatabase.in(vertx, folder, "db/common", "db/sharepoint");
        database.open().await();
        RestRequest request = RestRequest.ofPart(address, "GET", MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
        List<RestEntity> all = IntStream.range(0, 5002)
                .mapToObj(number -> new RestEntity("SP.Thing", null, null, new JsonObject().put("Id", number)))
                .toList();
        EntityCollections collections = new EntityCollections("sharepoint.contoso.com");
        RestAnswer answer = database.read(rx -> collections.answer(rx, request, "SP.Things", all))
                .await();
        database.close().await();
        return answer;
    }

    @Test
    void answersAtMostTheListViewThresholdAndNamesThePageBehind() {
        RestAnswer first = answer(ADDRESS);
        assertThat(first.entities()).hasSize(5000);
        String next = String.valueOf(first.next());
        assertThat(next)
                .startsWith(
                        "https://sharepoint.contoso.com/sites/sales/_api/web/lists/getbytitle%28%27To%20do%27%29/fields?");

        RestAnswer last = answer(next.substring("https://sharepoint.contoso.com".length()));
        assertThat(last.entities())
                .extracting(one -> one.properties().getInteger("Id"))
                .containsExactly(5000, 5001);
        assertThat(last.next()).isNull();
    }

    @Test
    void answersWhatTopAsksForWithoutAnotherPage() {
        RestAnswer top = answer(ADDRESS + "&$top=3");
        assertThat(top.entities()).hasSize(3);
        assertThat(top.next()).isNull();
    }
}
