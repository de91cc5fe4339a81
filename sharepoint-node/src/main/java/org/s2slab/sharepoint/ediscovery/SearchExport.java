package org.s2slab.sharepoint.ediscovery;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/** Writes the hits of a search as a ZIP file: a report, and a page for each item that Exchange returns. */
record SearchExport(ExchangeSearchClient exchange) {
    /** Hits per request to Exchange. */
    private static final int PAGE = 100;

    /**
     * Maximum number of hits in one export. So many hits easily fit into memory. A person must narrow a larger search
     * before the export.
     */
    private static final int MOST = 2000;

    /** A search hit with the text of the item, or with the reason why the text is missing. */
    private record Exported(JsonObject hit, String text, boolean given) {}

    Future<Buffer> of(String query, List<String> mailboxes, CallContext context) {
        return hits(query, mailboxes, new ArrayList<>(), null, context)
                .compose(hits -> WorkSequence.list(hits, hit -> exported(hit, context)))
                .map(SearchExport::zip);
    }

    private Future<List<JsonObject>> hits(
            String query, List<String> mailboxes, List<JsonObject> so, @Nullable String after, CallContext context) {
        return exchange.page(query, mailboxes, PAGE, after, context).compose(page -> {
            page.forEach(hit -> so.add((JsonObject) hit));
            return page.size() < PAGE || so.size() >= MOST
                    ? Future.succeededFuture(so)
                    : hits(query, mailboxes, so, last(page), context);
        });
    }

    private static String last(JsonArray page) {
        return page.getJsonObject(page.size() - 1).getString("reference");
    }

    private Future<Exported> exported(JsonObject hit, CallContext context) {
        return exchange.item(hit.getString("id", ""), context)
                .map(text -> new Exported(hit, text, true))
                .recover(failure ->
                        failure instanceof Refusal refusal && refusal.code().definite()
                                ? Future.succeededFuture(new Exported(hit, refusal.detail(), false))
                                : Future.failedFuture(failure));
    }

    private static Buffer zip(List<Exported> items) {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            StringBuilder report =
                    new StringBuilder("number,mailbox,itemClass,received,sender,depositedBy,subject,exported\r\n");
            for (int i = 0; i < items.size(); i++) {
                Exported item = items.get(i);
                report.append(line(i + 1, item));
                if (item.given()) {
                    put(zip, "items/" + (i + 1) + ".html", item.text());
                }
            }
            put(zip, "results.csv", report.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("a file in memory", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static String line(int number, Exported item) {
        StringBuilder line = new StringBuilder().append(number);
        for (String name : List.of("mailbox", "itemClass", "received", "sender", "depositedBy", "subject")) {
            line.append(",\"").append(quoted(item.hit().getString(name))).append('"');
        }
        String told = item.given() ? "yes" : "no: " + item.text();
        return line.append(",\"").append(quoted(told)).append("\"\r\n").toString();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "" : text.replace("\"", "\"\"");
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
