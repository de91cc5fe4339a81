package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** A console with a page that asks as the real one does, or as somebody else would. */
final class RunningConsole implements AutoCloseable {
    /** What was answered. */
    record Answer(int status, MultiMap headers, @Nullable String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        /** The name under which it was declined. */
        String denial() {
            return json().getJsonObject("error").getString("code");
        }
    }

    final Vertx vertx = Vertx.vertx();
    final ConsoleServer console;
    private final String address;
    private final HttpClient http = vertx.createHttpClient();

    RunningConsole(Path folder) {
        this(folder, launcher -> launcher, launch -> launch, Exposure.LOOPBACK);
    }

    RunningConsole(Path folder, Exposure exposure) {
        this(folder, launcher -> launcher, launch -> launch, exposure);
    }

    /** @param launching how nodes are started, made of how they are started in this JVM */
    RunningConsole(Path folder, UnaryOperator<NodeLauncher> launching) {
        this(folder, launching, launch -> launch, Exposure.LOOPBACK);
    }

    /** A console whose pools have their databases on the PostgreSQL server of the tests. */
    static RunningConsole ofPools(Path folder) {
        return new RunningConsole(folder, launcher -> launcher, PooledLaunch::pooled, Exposure.LOOPBACK);
    }

    private RunningConsole(
            Path folder,
            UnaryOperator<NodeLauncher> launching,
            UnaryOperator<LaunchContext> prepared,
            Exposure exposure) {
        address = exposure.connect();
        ScenarioLibrary library = new ScenarioLibrary();
        LaunchContext launch = new LaunchContext(
                vertx,
                launching.apply(new InProcessLauncher(vertx)),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        ScenarioMenu menu = new ScenarioMenu(library.scenarios(), library.topologyNames(), library::topology);
        console = ConsoleServer.serve(prepared.apply(launch), menu, folder, exposure);
    }

    URI link() {
        return URI.create(console.link());
    }

    String key() {
        return link().getFragment();
    }

    String host() {
        return link().getAuthority();
    }

    /** The headers of the console's own page. */
    MultiMap own() {
        return MultiMap.caseInsensitiveMultiMap()
                .set("Host", host())
                .set("Origin", "http://" + host())
                .set("Sec-Fetch-Site", "same-origin")
                .set("Authorization", "Bearer " + key());
    }

    /** What another console answers to its own page. */
    String told(ConsoleServer other, String path) {
        URI link = URI.create(other.link());
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(link.getPort())
                .setURI(path)
                .setHeaders(own().set("Host", link.getAuthority())
                        .set("Origin", "http://" + link.getAuthority())
                        .set("Authorization", "Bearer " + link.getFragment()));
        return http.request(options)
                .compose(request ->
                        request.send().compose(answer -> answer.body().map(Buffer::toString)))
                .await();
    }

    Answer get(String path) {
        return send(HttpMethod.GET, path, own(), null);
    }

    Answer post(String path, JsonObject body) {
        return send(HttpMethod.POST, path, own().set("Content-Type", "application/json"), body.encode());
    }

    Answer send(HttpMethod method, String path, MultiMap headers, @Nullable String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(address)
                .setPort(link().getPort())
                .setURI(path)
                .setHeaders(headers);
        return http.request(options)
                .compose(request -> (body == null ? request.send() : request.send(Buffer.buffer(body)))
                        .compose(answer -> answer.body()
                                .map(content -> new Answer(answer.statusCode(), answer.headers(), content.toString()))))
                .await();
    }

    /** Everything an event stream has told when it has told {@code until}. */
    String events(@Nullable String after, String until) {
        MultiMap headers = own();
        if (after != null) {
            headers.set("Last-Event-ID", after);
        }
        RequestOptions options = new RequestOptions()
                .setHost(address)
                .setPort(link().getPort())
                .setURI("/api/events")
                .setHeaders(headers);
        StringBuilder told = new StringBuilder();
        HttpClient listener = vertx.createHttpClient();
        Promise<String> done = Promise.promise();
        // On one event loop from the first to the last: from another thread the first parts could come before the
        // handler.
        vertx.runOnContext(now -> listener.request(options)
                .compose(request -> request.send())
                .onFailure(done::tryFail)
                .onSuccess(answer -> answer.exceptionHandler(done::tryFail).handler(part -> {
                    told.append(part);
                    if (told.indexOf(until) >= 0) {
                        done.tryComplete(told.toString());
                    }
                })));
        return done.future()
                .timeout(20, TimeUnit.SECONDS)
                .eventually(() -> listener.close())
                .await();
    }

    /** Writes hops that have happened into the log once more, each as one of its own, as a long flow would; the last two are deferred and of the background. Returns the number of the last one. */
    int repeatHops(int count) {
        List<JsonObject> hops = new ArrayList<>();
        console.log()
                .follow(0, event -> {
                    if (event.name().equals("hop")) {
                        hops.add(event.data());
                    }
                })
                .run();
        int last = hops.get(hops.size() - 1).getInteger("step");
        for (int i = 0; i < count; i++) {
            JsonObject hop = hops.get(i % hops.size()).copy();
            hop.remove("run");
            console.log()
                    .add(
                            "hop",
                            hop.put("number", hops.size() + i + 1)
                                    .put("step", last)
                                    .put("part", i < count - 2 ? "step" : i < count - 1 ? "later" : "background"));
        }
        return hops.size() + count;
    }

    @Override
    public void close() {
        console.close();
        Future.all(http.close(), vertx.close()).await();
    }
}
