package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.RequestLimit;
import org.s2slab.engine.deployment.LabHttpClient;

/** The requests of Anna and of an attacker. */
final class BudgetCalls {
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";

    private BudgetCalls() {}

    /**
     * Sends a body to Exchange Web Services. Fails if a person gets another status than 200.
     *
     * @param person null for nobody
     */
    static Future<Void> send(HttpClient client, String host, int port, @Nullable String person, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(host)
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setURI("/EWS/Exchange.asmx")
                .putHeader("Content-Type", "text/xml");
        if (person != null) {
            options.putHeader("Authorization", LabHttpClient.basic(person + "@contoso.com", "Passw0rd!"));
        }
        return client.request(options)
                .compose((HttpClientRequest request) -> request.send(body)
                        .compose(response -> response.body()
                                .compose(text -> person == null || response.statusCode() == 200
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(response.statusCode() + " " + text))));
    }

    static Buffer envelope(String operation) {
        return Buffer.buffer("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\""
                + " xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><s:Body>" + operation
                + "</s:Body></s:Envelope>");
    }

    static String items(int count) {
        StringBuilder items = new StringBuilder("<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>"
                + INBOX + "</SavedItemFolderId><Items>");
        for (int i = 0; i < count; i++) {
            items.append(String.format(
                    Locale.ROOT,
                    "<t:Message><t:Subject>orchard %d</t:Subject><t:Body BodyType=\"Text\">word%d and a few others"
                            + "</t:Body></t:Message>",
                    i,
                    i));
        }
        return items.append("</Items></CreateItem>").toString();
    }

    static String find(String query) {
        return "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>Default</t:BaseShape></ItemShape>"
                + "<IndexedPageItemView MaxEntriesReturned=\"50\" Offset=\"0\" BasePoint=\"Beginning\"/>"
                + "<ParentFolderIds>" + INBOX + "</ParentFolderIds>" + query + "</FindItem>";
    }

    static String query() {
        StringBuilder query = new StringBuilder("word0");
        for (int i = 1; i < RequestLimit.QUERY_TERMS.usual(); i++) {
            query.append(" OR word").append(i);
        }
        return find("<QueryString>" + query + "</QueryString>");
    }

    static String folders() {
        return "<GetFolder><FolderShape><t:BaseShape>Default</t:BaseShape></FolderShape><FolderIds>"
                + INBOX.repeat((int) RequestLimit.LIST_ENTRIES.usual()) + "</FolderIds></GetFolder>";
    }
}
