package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
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
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.Glossary;
import org.s2slab.engine.language.Step;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.TokenRedactor;

/** The web server of the console: a page for one deployment, without TLS, and the page's requests. */
public final class ConsoleServer implements AutoCloseable {
    /** Maximum size of a request in bytes. A forged token with long claims has a few thousand bytes. */
    private static final int LARGEST_BODY = 64 * 1024;

    private final LaunchContext launch;
    private final ScenarioMenu menu;
    private final EventLog log = new EventLog();
    private final ServerSentEvents stream = new ServerSentEvents(log);
    private final AccessGuard gate;
    private final ConsoleSession session;
    private final ConsoleLessons learn;
    private final HttpServer server;

    private ConsoleServer(LaunchContext launch, ScenarioMenu menu, Path folder, Exposure exposure) {
        this.gate = new AccessGuard(exposure);
        this.launch = launch;
        this.menu = menu;
        this.session = new ConsoleSession(launch, menu, folder, log);
        this.learn = new ConsoleLessons(session, launch.ids());
        this.server = launch.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost(exposure.address())
                        .setPort(launch.ports().base()))
                .requestHandler(AccessGuard.before(router(launch.vertx())))
                .listen()
                .await();
    }

    /**
     * Serves the page on the base port. Blocks the calling thread. No deployment is running yet.
     *
     * @param folder the parent folder of the deployments' data folders
     */
    public static ConsoleServer serve(LaunchContext launch, ScenarioMenu menu, Path folder, Exposure exposure) {
        return new ConsoleServer(launch, menu, folder, exposure);
    }

    /** The URL of the page. The key is in the fragment (after the hash sign), which browsers do not send. */
    public String link() {
        return "http://" + gate.clientHost() + ":" + server.actualPort() + "/#" + gate.key();
    }

    EventLog log() {
        return log;
    }

    ConsoleSession session() {
        return session;
    }

    /** Starts a topology, and blocks. If the start fails, throws a Refusal (UNAVAILABLE) with the reason. */
    public void open(String topology) {
        try {
            session.open(topology).await();
        } catch (ConsoleException denied) {
            throw new Refusal(RefusalCode.UNAVAILABLE, String.valueOf(denied.getMessage()));
        }
    }

    private Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        gate.mount(router);
        ConsoleForecasts forecasts = new ConsoleForecasts(launch);
        new PageFiles().mount(router);
        ConsoleRoutes api = new ConsoleRoutes(router);
        api.get("/api/openapi.yaml").handler(ConsoleRoutes::describe);
        api.get("/api/events").handler(stream::open);
        api.get("/api/repertoire").respond(request -> told(Future.succeededFuture(menu.json())));
        api.get("/api/glossary").respond(request -> told(Future.succeededFuture(glossary())));
        api.get("/api/presets").respond(request -> told(presets(request)));
        api.get("/api/shelves/:shelf").respond(request -> told(shelf(request)));
        api.get("/api/lessons").respond(request -> told(learn.lessons()));
        api.get("/api/forecast").respond(request -> told(Future.succeededFuture(forecasts.menu())));
        api.get("/api/wire/:hop").respond(request -> told(wire(request)));
        api.get("/api/recording").respond(request -> told(session.recording()));
        router.get("/api/*").handler(request -> request.fail(ConsoleError.NOT_FOUND.because()));
        router.post("/api/*").handler(AccessGuard::checkMediaType);
        router.post("/api/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        api.post("/api/stage").respond(request -> told(stage(request)));
        api.post("/api/next").respond(request -> told(session.next()));
        api.post("/api/step").respond(request -> told(session.perform(ManualStepParser.step(body(request)))));
        api.post("/api/cmdlet").respond(request -> told(session.perform(ManualStepParser.cmdlet(body(request)))));
        api.post("/api/shell").respond(request -> told(typed(body(request), session::type)));
        api.post("/api/complete").respond(request -> told(typed(body(request), this::completions)));
        api.post("/api/again").respond(request -> told(session.perform(again(request))));
        api.post("/api/look").respond(request -> told(look(request)));
        api.post("/api/forge").respond(request -> bench(request, TokenWorkbench::made));
        api.post("/api/curl").respond(request -> bench(request, TokenWorkbench::curl));
        api.post("/api/forecast").respond(request -> told(forecasts.make(body(request))));
        api.post("/api/explain").respond(request -> told(explanation(body(request))));
        api.post("/api/lesson/:deed").respond(request -> told(learn.perform(request.pathParam("deed"), body(request))));
        api.post("/api/snapshots").respond(request -> told(ConsoleSnapshots.perform(session, launch, body(request))));
        api.post("/api/present").respond(request -> told(session.present(body(request))));
        return router;
    }

    private Future<JsonObject> bench(RoutingContext request, Function<TokenWorkbench, JsonObject> work) {
        JsonObject requested = body(request);
        return told(session.inTurn(() -> work.apply(new TokenWorkbench(session.deployment(), requested))));
    }

    /** Passes the node and the lines of a request to the shell. */
    private static Future<JsonObject> typed(
            JsonObject requested, BiFunction<String, String, Future<JsonObject>> shell) {
        if (!(requested.getValue("node") instanceof String node)
                || !(requested.getValue("line") instanceof String line)
                || requested.size() != 2) {
            throw ConsoleError.BODY_WRONG.because("'node' and 'line', two texts, are needed and nothing else.");
        }
        return shell.apply(node, line);
    }

    private Future<JsonObject> completions(String node, String line) {
        return session.inTurn(() -> new JsonObject()
                .put("words", new JsonArray(session.deployment().shell().completions(node, line))));
    }

    private static JsonObject glossary() {
        JsonArray terms = new JsonArray();
        Glossary.terms().forEach(term -> terms.add(term.json()));
        return new JsonObject().put("terms", terms);
    }

    private Future<JsonObject> presets(RoutingContext request) {
        return session.inTurn(() -> PresetMenu.json(
                session.deployment().topology(),
                request.request().getParam("caller", ""),
                request.request().getParam("to", ""),
                request.request().getParam("user", "")));
    }

    /** The output of {@code ./lab explain} for a text; an empty list if the text contains nothing known. */
    private Future<JsonObject> explanation(JsonObject requested) {
        if (!(requested.getValue("text") instanceof String text) || requested.size() != 1) {
            throw ConsoleError.BODY_WRONG.because("'text' is needed and nothing else.");
        }
        return session.inTurn(
                () -> ExplanationJson.of(launch, session.deployment().topology().folder(), text));
    }

    /** Redacts a response to the page. {@link EventLog} does the same for events. */
    private static Future<JsonObject> told(Future<JsonObject> answer) {
        return answer.map(TokenRedactor::redact);
    }

    private Future<JsonObject> stage(RoutingContext request) {
        JsonObject requested = body(request);
        if (requested.size() != 1 || !Set.of("topology", "scenario").containsAll(requested.fieldNames())) {
            throw ConsoleError.BODY_WRONG.because(
                    "Expected exactly one of 'topology' and 'scenario', found " + requested.fieldNames() + ".");
        }
        String topology = requested.getString("topology");
        if (topology != null && !menu.topologies().contains(topology)) {
            throw ConsoleError.NOT_FOUND.because("There is no topology '" + topology + "'.");
        }
        Future<Void> done = topology == null ? session.choose(requested.getString("scenario")) : session.open(topology);
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
        return session.inTurn(() -> look.apply(new UserDataReader(session.deployment(), user)));
    }

    /** The request and response of a hop. The console reads them only when a reader opens the hop, also in a step. */
    private Future<JsonObject> wire(RoutingContext request) {
        String hop = request.pathParam("hop");
        if (!hop.matches("[0-9]{1,9}")) {
            throw ConsoleError.NOT_FOUND.because("Expected the number of a hop.");
        }
        return session.deployment().feed().wire(Integer.parseInt(hop));
    }

    /** Executes a step whose result only the requesting page needs. */
    private Future<JsonObject> look(RoutingContext request) {
        Step step = ManualStepParser.step(body(request));
        return session.inTurn(() -> new JsonObject()
                .put("found", StepOutputJson.json(session.deployment().look(step))));
    }

    /** A step to repeat, by its number, for instance after the cause of its refusal was fixed. */
    private Step again(RoutingContext request) {
        JsonObject requested = body(request);
        if (requested.size() != 1 || !(requested.getValue("step") instanceof Integer number)) {
            throw ConsoleError.BODY_WRONG.because("'step', the number of a step, is needed and nothing else.");
        }
        return ManualStepParser.again(session.deployment().feed().places().step(number));
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

    /** Stops the running deployment and the web server. Blocks the calling thread. */
    @Override
    public void close() {
        server.close().await();
        session.close();
    }
}
