package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.Glossary;
import org.s2slab.engine.language.Step;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.TokenRedactor;

/** The web server of the console: a page on the loopback address for one deployment, and the page's requests. */
public final class ConsoleServer implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    /** Maximum size of a request in bytes. A forged token with long claims has a few thousand bytes. */
    private static final int LARGEST_BODY = 64 * 1024;

    private final LaunchContext workshop;
    private final ScenarioMenu repertoire;
    private final EventLog log = new EventLog();
    private final ServerSentEvents stream = new ServerSentEvents(log);
    private final AccessGuard gate = new AccessGuard();
    private final ConsoleSession theatre;
    private final LearnRoom learn;
    private final HttpServer server;

    private ConsoleServer(LaunchContext workshop, ScenarioMenu repertoire, Path folder) {
        this.workshop = workshop;
        this.repertoire = repertoire;
        this.theatre = new ConsoleSession(workshop, repertoire, folder, log);
        this.learn = new LearnRoom(theatre, workshop.ids());
        this.server = workshop.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost(ADDRESS)
                        .setPort(workshop.ports().base()))
                .requestHandler(AccessGuard.before(router(workshop.vertx())))
                .listen()
                .await();
    }

    /**
     * Serves the page on the base port; blocks. No deployment is running yet.
     *
     * @param folder the parent folder of the deployments' data folders
     */
    public static ConsoleServer serve(LaunchContext workshop, ScenarioMenu repertoire, Path folder) {
        return new ConsoleServer(workshop, repertoire, folder);
    }

    /** The URL of the page. The key is in the fragment (after the hash sign), which browsers do not send. */
    public String link() {
        return "http://" + ADDRESS + ":" + server.actualPort() + "/#" + gate.key();
    }

    EventLog log() {
        return log;
    }

    ConsoleSession session() {
        return theatre;
    }

    /** Starts a topology; blocks. Throws a Refusal (UNAVAILABLE) with the reason if it does not start. */
    public void open(String topology) {
        try {
            theatre.open(topology).await();
        } catch (ConsoleException denied) {
            throw new Refusal(RefusalCode.UNAVAILABLE, String.valueOf(denied.getMessage()));
        }
    }

    private Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        gate.mount(router);
        ForecastRoom forecasts = new ForecastRoom(workshop);
        new PageFiles().mount(router);
        router.get("/api/events").handler(stream::open);
        router.get("/api/repertoire").respond(request -> told(Future.succeededFuture(repertoire.json())));
        router.get("/api/glossary").respond(request -> told(Future.succeededFuture(glossary())));
        router.get("/api/presets").respond(request -> told(presets(request)));
        router.get("/api/shelves/:shelf").respond(request -> told(shelf(request)));
        router.get("/api/lessons").respond(request -> told(learn.lessons()));
        router.get("/api/forecast").respond(request -> told(Future.succeededFuture(forecasts.menu())));
        router.get("/api/wire/:hop").respond(request -> told(wire(request)));
        router.get("/api/*").handler(request -> request.fail(ConsoleError.NOT_FOUND.because()));
        router.post("/api/*").handler(ConsoleServer::checkMediaType);
        router.post("/api/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.post("/api/stage").respond(request -> told(stage(request)));
        router.post("/api/next").respond(request -> told(theatre.next()));
        router.post("/api/step").respond(request -> told(theatre.perform(ManualStep.step(body(request)))));
        router.post("/api/cmdlet").respond(request -> told(theatre.perform(ManualStep.cmdlet(body(request)))));
        router.post("/api/shell").respond(request -> told(typed(body(request), theatre::type)));
        router.post("/api/complete").respond(request -> told(typed(body(request), this::completions)));
        router.post("/api/again").respond(request -> told(theatre.perform(again(request))));
        router.post("/api/look").respond(request -> told(look(request)));
        router.post("/api/forge").respond(request -> bench(request, TokenWorkbench::made));
        router.post("/api/curl").respond(request -> bench(request, TokenWorkbench::curl));
        router.post("/api/forecast").respond(request -> told(forecasts.make(body(request))));
        router.post("/api/explain").respond(request -> told(explanation(body(request))));
        router.post("/api/lesson/:deed")
                .respond(request -> told(learn.perform(request.pathParam("deed"), body(request))));
        router.post("/api/present").respond(request -> told(theatre.present(body(request))));
        return router;
    }

    private Future<JsonObject> bench(RoutingContext request, Function<TokenWorkbench, JsonObject> work) {
        JsonObject wanted = body(request);
        return told(theatre.inTurn(() -> work.apply(new TokenWorkbench(theatre.deployment(), wanted))));
    }

    /** Passes the node and the lines of a request to the shell. */
    private static Future<JsonObject> typed(JsonObject wanted, BiFunction<String, String, Future<JsonObject>> shell) {
        if (!(wanted.getValue("node") instanceof String node)
                || !(wanted.getValue("line") instanceof String line)
                || wanted.size() != 2) {
            throw ConsoleError.BODY_WRONG.because("'node' and 'line', two texts, are needed and nothing else.");
        }
        return shell.apply(node, line);
    }

    private Future<JsonObject> completions(String node, String line) {
        return theatre.inTurn(() -> new JsonObject()
                .put("words", new JsonArray(theatre.deployment().shell().completions(node, line))));
    }

    private static JsonObject glossary() {
        JsonArray terms = new JsonArray();
        Glossary.terms().forEach(term -> terms.add(term.json()));
        return new JsonObject().put("terms", terms);
    }

    private Future<JsonObject> presets(RoutingContext request) {
        HttpServerRequest asked = request.request();
        return theatre.inTurn(() -> PresetMenu.json(
                theatre.deployment().topology(),
                asked.getParam("caller", ""),
                asked.getParam("to", ""),
                asked.getParam("user", "")));
    }

    /** The output of {@code ./lab explain} for a text; an empty list if the text contains nothing known. */
    private Future<JsonObject> explanation(JsonObject wanted) {
        if (!(wanted.getValue("text") instanceof String text) || wanted.size() != 1) {
            throw ConsoleError.BODY_WRONG.because("'text' is needed and nothing else.");
        }
        return theatre.inTurn(() ->
                ExplanationJson.of(workshop, theatre.deployment().topology().folder(), text));
    }

    /** Redacts a response to the page. {@link EventLog} does the same for events. */
    private static Future<JsonObject> told(Future<JsonObject> answer) {
        return answer.map(TokenRedactor::redact);
    }

    private static void checkMediaType(RoutingContext request) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!"application/json".equals(type)) {
            throw ConsoleError.MEDIA_TYPE_WRONG.because();
        }
        request.next();
    }

    private Future<JsonObject> stage(RoutingContext request) {
        JsonObject wanted = body(request);
        if (wanted.size() != 1 || !Set.of("topology", "scenario").containsAll(wanted.fieldNames())) {
            throw ConsoleError.BODY_WRONG.because(
                    "Expected exactly one of 'topology' and 'scenario', found " + wanted.fieldNames() + ".");
        }
        String topology = wanted.getString("topology");
        if (topology != null && !repertoire.topologies().contains(topology)) {
            throw ConsoleError.NOT_FOUND.because("There is no topology '" + topology + "'.");
        }
        Future<Void> done = topology == null ? theatre.choose(wanted.getString("scenario")) : theatre.open(topology);
        return done.map(up -> new JsonObject().put("up", true));
    }

    private Future<JsonObject> shelf(RoutingContext request) {
        String user = request.request().getParam("user", "");
        Function<UserDataReader, JsonObject> look = switch (request.pathParam("shelf")) {
            case "contacts" -> UserDataReader::contacts;
            case "purges" -> UserDataReader::purges;
            case "calendar" -> UserDataReader::calendar;
            case "queue" -> UserDataReader::queue;
            default -> throw ConsoleError.NOT_FOUND.because("Expected contacts, purges, calendar or queue.");
        };
        return theatre.inTurn(() -> look.apply(new UserDataReader(theatre.deployment(), user)));
    }

    /** The request and response of a hop. The console reads them only when a reader opens the hop, also in a step. */
    private Future<JsonObject> wire(RoutingContext request) {
        String hop = request.pathParam("hop");
        if (!hop.matches("[0-9]{1,9}")) {
            throw ConsoleError.NOT_FOUND.because("Expected the number of a hop.");
        }
        return theatre.deployment().feed().wire(Integer.parseInt(hop));
    }

    /** Executes a step whose result only the requesting page needs. */
    private Future<JsonObject> look(RoutingContext request) {
        Step step = ManualStep.step(body(request));
        return theatre.inTurn(() -> new JsonObject()
                .put("found", StepOutputJson.json(theatre.deployment().look(step))));
    }

    /** A step to repeat, by its number, for instance after the cause of its refusal was fixed. */
    private Step again(RoutingContext request) {
        JsonObject wanted = body(request);
        if (wanted.size() != 1 || !(wanted.getValue("step") instanceof Integer number)) {
            throw ConsoleError.BODY_WRONG.because("'step', the number of a step, is needed and nothing else.");
        }
        return ManualStep.again(theatre.deployment().feed().places().step(number));
    }

    private static JsonObject body(RoutingContext request) {
        try {
            JsonObject body = RequestJson.object(request);
            if (body != null) {
                return body;
            }
        } catch (DecodeException e) {
            throw ConsoleError.BODY_WRONG.because();
        }
        throw ConsoleError.BODY_WRONG.because();
    }

    /** Stops the running deployment and the web server; blocks. */
    @Override
    public void close() {
        server.close().await();
        theatre.close();
    }
}
