package org.s2slab.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.s2slab.pki.TlsOptions;

/**
 * The yardstick of {@link EwsBench}: a Vert.x HTTPS server that answers with the rows of Exchange's database as JSON, by
 * statements that are prepared once. Writes are commits of one row in a file of its own, as durable as Exchange's.
 */
final class BareRows implements AutoCloseable {
    private static final String PAGE =
            "SELECT * FROM items INDEXED BY items_by_received WHERE mailbox = ? AND folder = 'inbox' AND associated = 0"
                    + " ORDER BY COALESCE(received, created) DESC LIMIT 100";

    private final Vertx vertx;
    private final HttpServer server;
    private final Connection rows;
    private final Connection own;
    private final PreparedStatement one;
    private final PreparedStatement page;
    private final PreparedStatement count;
    private final PreparedStatement insert;
    private final PreparedStatement change;
    private String mailbox = "";
    private int written;

    BareRows(Vertx vertx, BenchDeployment deployment) throws SQLException {
        this.vertx = vertx;
        Path folder = deployment.node("exchange").folder();
        rows = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
        own = DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("bare.db") + "?journal_mode=WAL&synchronous=FULL");
        try (var statement = own.createStatement()) {
            statement.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, content TEXT NOT NULL)");
        }
        one = rows.prepareStatement("SELECT * FROM items WHERE number = ?");
        page = rows.prepareStatement(PAGE);
        count = rows.prepareStatement(
                "SELECT COUNT(*) FROM items WHERE mailbox = ? AND folder = 'inbox' AND associated = 0");
        insert = own.prepareStatement("INSERT INTO rows (content) VALUES (?)");
        change = own.prepareStatement("UPDATE rows SET content = ? WHERE number = ?");
        Router router = Router.router(vertx);
        router.get("/item/:number").handler(request -> answer(request, () -> item(number(request))));
        router.get("/items").handler(request -> answer(request, this::items));
        router.get("/new").handler(request -> answer(request, () -> write(insert, 0)));
        router.get("/changed/:number").handler(request -> answer(request, () -> write(change, number(request))));
        server = vertx.createHttpServer(TlsOptions.server(folder.resolve("tls-key.pem"), folder.resolve("tls.pem")))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    /** Copies the only item of the inbox, each copy received a minute later. */
    void copies(int expected) throws SQLException {
        try (var statement = rows.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 60000");
            List<String> changed = List.of("number", "id", "received", "entered", "change");
            String others = columns(statement.executeQuery("PRAGMA table_info(items)")).stream()
                    .filter(column -> !changed.contains(column))
                    .collect(Collectors.joining(", "));
            statement.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + expected
                    + ") INSERT INTO items (" + others + ", id, received, entered, change) SELECT " + others
                    + ", substr(id, 1, 24) || printf('%012x', n.i), created - n.i * 60, entered, change"
                    + " FROM n, (SELECT * FROM items WHERE folder = 'inbox' LIMIT 1)");
            ResultSet first = statement.executeQuery("SELECT mailbox FROM items WHERE folder = 'inbox' LIMIT 1");
            mailbox = first.getString(1);
        }
    }

    private static List<String> columns(ResultSet table) throws SQLException {
        List<String> names = new ArrayList<>();
        while (table.next()) {
            names.add(table.getString("name"));
        }
        return names;
    }

    private static int number(RoutingContext request) {
        return 1 + Integer.parseInt(request.pathParam("number"));
    }

    private void answer(RoutingContext request, Callable<String> work) {
        vertx.executeBlocking(work)
                .onSuccess(text -> request.response().end(text))
                .onFailure(request::fail);
    }

    private synchronized String item(int number) throws SQLException {
        one.setInt(1, number);
        return json(one.executeQuery()).encode();
    }

    private synchronized String items() throws SQLException {
        count.setString(1, mailbox);
        int total;
        try (ResultSet found = count.executeQuery()) {
            total = found.getInt(1);
        }
        page.setString(1, mailbox);
        return new JsonObject()
                .put("total", total)
                .put("items", json(page.executeQuery()))
                .encode();
    }

    private synchronized String write(PreparedStatement statement, int number) throws SQLException {
        statement.setString(1, "Orchard " + ++written + " " + "x".repeat(1_000));
        if (number > 0) {
            statement.setInt(2, number);
        }
        return new JsonObject().put("rows", statement.executeUpdate()).encode();
    }

    private static JsonArray json(ResultSet found) throws SQLException {
        JsonArray all = new JsonArray();
        try (found) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                names.add(found.getMetaData().getColumnName(i));
            }
            while (found.next()) {
                JsonObject row = new JsonObject();
                for (int i = 0; i < names.size(); i++) {
                    row.put(names.get(i), found.getObject(i + 1));
                }
                all.add(row);
            }
        }
        return all;
    }

    @Override
    public void close() throws SQLException {
        server.close().await();
        rows.close();
        own.close();
    }
}
