package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a token endpoint for tokens, from one event loop: as fast as it answers, or at a given rate. */
final class TokenLoad {
    /**
     * Where tokens are asked for.
     *
     * @param authorization the credential of each request, or null
     * @param forms the body of the next request, null when there is none left
     */
    record Endpoint(
            String name,
            String host,
            int port,
            boolean tls,
            String path,
            @Nullable String authorization,
            Supplier<Buffer> forms) {
        Endpoint(String name, String host, int port, boolean tls, String path, Supplier<Buffer> forms) {
            this(name, host, port, tls, path, null, forms);
        }
    }

    /** What requests took, in milliseconds, in order. */
    record Latencies(List<Double> sorted, double seconds) {
        double percentile(double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
        }

        double rate() {
            return sorted.size() / seconds;
        }
    }

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;

    TokenLoad(HttpClientOptions options, int connections) {
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
    }

    /** Each connection asks again as soon as it was answered, until the forms are used up or the time is. */
    Latencies asFastAsAnswered(Endpoint endpoint, int connections, double seconds) {
        return asFastAsAnswered(List.of(endpoint), connections, seconds);
    }

    /** Asks several servers at the same time. Each has so many connections. */
    Latencies asFastAsAnswered(List<Endpoint> endpoints, int connections, double seconds) {
        List<Double> taken = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(start -> {
            List<Future<?>> lines = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                endpoints.forEach(endpoint -> lines.add(line(endpoint, end, taken)));
            }
            Future.all(lines).<Void>mapEmpty().onComplete(done);
        });
        done.future().await();
        return latencies(taken, System.nanoTime() - begin);
    }

    private Future<Void> line(Endpoint endpoint, long end, List<Double> taken) {
        Buffer form = System.nanoTime() < end ? endpoint.forms().get() : null;
        if (form == null) {
            return Future.succeededFuture();
        }
        long begin = System.nanoTime();
        return ask(endpoint, form).compose(answered -> {
            taken.add((System.nanoTime() - begin) / 1e6);
            return line(endpoint, end, taken);
        });
    }

    /** Requests at even distances, each counted from the moment it was due, so that a queue shows. */
    Latencies atRate(Endpoint endpoint, double rate, double seconds) {
        List<Double> taken = new ArrayList<>();
        List<Future<?>> asked = new ArrayList<>();
        long begin = System.nanoTime();
        int count = (int) (rate * seconds);
        Promise<Void> done = Promise.promise();
        vertx.setPeriodic(1, timer -> {
            while (asked.size() < count && System.nanoTime() - begin >= asked.size() / rate * 1e9) {
                long due = begin + (long) (asked.size() / rate * 1e9);
                asked.add(ask(endpoint, endpoint.forms().get())
                        .onSuccess(answered -> taken.add((System.nanoTime() - due) / 1e6)));
            }
            if (asked.size() == count) {
                vertx.cancelTimer(timer);
                Future.all(asked).<Void>mapEmpty().onComplete(done);
            }
        });
        done.future().await();
        return latencies(taken, System.nanoTime() - begin);
    }

    private static Latencies latencies(List<Double> taken, long nanos) {
        return new Latencies(taken.stream().sorted().toList(), nanos / 1e9);
    }

    /** One token; fails when the answer is none. */
    Future<Buffer> ask(Endpoint endpoint, Buffer form) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(endpoint.host())
                .setPort(endpoint.tls() ? 443 : 80)
                .setSsl(endpoint.tls())
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), "127.0.0.1"))
                .setURI(endpoint.path())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
        if (endpoint.authorization() != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION, endpoint.authorization());
        }
        return client.request(options)
                .compose(request -> request.send(form)
                        .compose(response -> response.body()
                                .compose(body -> response.statusCode() == 200
                                        ? Future.succeededFuture(body)
                                        : Future.failedFuture(endpoint.name() + " answered " + response.statusCode()
                                                + " " + response.getHeader("x-ms-diagnostics") + " " + body))));
    }

    void close() {
        client.close().await();
        vertx.close().await();
    }
}
