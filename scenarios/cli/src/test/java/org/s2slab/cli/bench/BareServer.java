package org.s2slab.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.Router;

/** The yardstick for a start: one bare Vert.x HTTPS server, and one request to it, in a JVM of its own. */
public final class BareServer {
    private BareServer() {}

    /** @param args PEM files: private key, certificate, root certificate */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/hello").handler(request -> request.response().end("hello"));
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().setKeyPath(args[0]).setCertPath(args[1])))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        // Held by a name: a client nobody holds is closed when it is collected.
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(args[2])));
        int status = client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("localhost")
                        .setPort(server.actualPort())
                        .setURI("/hello"))
                .compose(request ->
                        request.send().compose(response -> response.body().map(body -> response.statusCode())))
                .await();
        System.out.println("READY " + status);
        System.in.read();
        client.close().await();
        vertx.close().await();
    }
}
