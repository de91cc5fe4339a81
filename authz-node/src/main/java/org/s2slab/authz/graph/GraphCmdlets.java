package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.cmdlets.TenantSelector;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;

/**
 * The cmdlets of Microsoft Graph PowerShell. Each sends one request to the operations of Graph, with the same checks and
 * the same errors as a request over HTTP, as the person of the {@link GraphSession}.
 */
public final class GraphCmdlets {
    private static final String BASE = "https://graph.microsoft.com/v1.0";
    private static final String TENANT = "TenantId";
    private static final String ANNOTATION = "@odata.";

    /** The parameters that are options of a query, with the names of the options. */
    private static final Map<String, String> OPTIONS =
            Map.of("Filter", GraphQuery.FILTER, "Property", GraphQuery.SELECT, "Top", GraphQuery.TOP);

    /** The members whose name is not that of their parameter. */
    private static final Map<String, String> MEMBERS = Map.of("OdataId", ANNOTATION + "id");

    /** The parameters with redirect addresses: one table, which the shell passes as a list of tables. */
    private static final Set<String> KINDS = Set.of("PublicClient", "Spa", "Web");

    /**
     * A cmdlet and its request.
     *
     * @param address its parts in braces are the values of parameters, and are left out without a value
     */
    private record Row(String cmdlet, String method, String address) {}

    private static final String APPLICATION = "applications/{ApplicationId}";
    private static final String PRINCIPAL = "servicePrincipals/{ServicePrincipalId}";

    private static final List<Row> ROWS = List.of(
            new Row("Get-MgApplication", "GET", APPLICATION),
            new Row("New-MgApplication", "POST", "applications"),
            new Row("Update-MgApplication", "PATCH", APPLICATION),
            new Row("Remove-MgApplication", "DELETE", APPLICATION),
            new Row("Get-MgApplicationOwner", "GET", APPLICATION + "/owners"),
            new Row("New-MgApplicationOwnerByRef", "POST", APPLICATION + "/owners/$ref"),
            new Row("Get-MgServicePrincipal", "GET", PRINCIPAL),
            new Row("New-MgServicePrincipal", "POST", "servicePrincipals"),
            new Row("Update-MgServicePrincipal", "PATCH", PRINCIPAL),
            new Row("Remove-MgServicePrincipal", "DELETE", PRINCIPAL),
            new Row("Get-MgServicePrincipalAppRoleAssignment", "GET", PRINCIPAL + "/appRoleAssignments"),
            new Row("New-MgServicePrincipalAppRoleAssignment", "POST", PRINCIPAL + "/appRoleAssignments"),
            new Row(
                    "Remove-MgServicePrincipalAppRoleAssignment",
                    "DELETE",
                    PRINCIPAL + "/appRoleAssignments/{AppRoleAssignmentId}"),
            new Row("Get-MgDomain", "GET", "domains/{DomainId}"));

    private final GraphRouter router;
    private final TenantSelector selection;
    private final GraphSession session = new GraphSession();

    public GraphCmdlets(GraphRouter router, TenantSelector selection) {
        this.router = router;
        this.selection = selection;
    }

    public List<Cmdlet> all() {
        return Stream.concat(
                        Stream.of(
                                TenantSelector.CMDLETS.cmdlet("Connect-MgGraph", this::connect),
                                TenantSelector.CMDLETS.cmdlet("Disconnect-MgGraph", given -> {
                                    session.disconnect();
                                    return Future.succeededFuture(CmdletOutput.NOTHING);
                                }),
                                TenantSelector.CMDLETS.cmdlet("Get-MgContext", this::context)),
                        ROWS.stream().map(this::cmdlet))
                .toList();
    }

    private Future<CmdletOutput> connect(CmdletArguments given) {
        selection.connect(given);
        session.connect(given.texts("Scopes"));
        return Future.succeededFuture(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> context(CmdletArguments given) {
        return Future.succeededFuture(CmdletOutput.of(
                session.isAsked() ? List.of(session.shown(selection.of(given).tenant())) : List.of()));
    }

    private Cmdlet cmdlet(Row row) {
        List<String> parameters = TenantSelector.CMDLETS.parameters(row.cmdlet()).stream()
                .map(CmdletParameter::name)
                .filter(name -> !name.equals(TENANT) && !row.address().contains("{" + name + "}"))
                .toList();
        return TenantSelector.CMDLETS.cmdlet(
                row.cmdlet(),
                given -> row.method().equals("GET")
                        ? read(row, given, options(given))
                        : given.unlessWhatIf(() -> send(row, given, new GraphQuery(), body(given, parameters))
                                .map(GraphCmdlets::output)));
    }

    /** A page; with -All, also the pages behind it. */
    private Future<CmdletOutput> read(Row row, CmdletArguments given, MultiMap options) {
        return send(row, given, new GraphQuery(options), new JsonObject()).compose(answer -> {
            CmdletOutput page = output(answer);
            String next = answer.body() == null ? null : answer.body().getString(ANNOTATION + "nextLink");
            if (next == null || !given.flag("All", false)) {
                return Future.succeededFuture(page);
            }
            options.set(GraphQuery.NEXT, next.substring(next.lastIndexOf('=') + 1));
            return read(row, given, options)
                    .map(rest -> CmdletOutput.of(Stream.concat(page.objects().stream(), rest.objects().stream())
                            .toList()));
        });
    }

    private Future<GraphAnswer> send(Row row, CmdletArguments given, GraphQuery query, JsonObject body) {
        TenantSnapshot tenant = selection.of(given);
        var caller = session.caller(given, tenant.tenant());
        String path = Stream.of(row.address().split("/", -1))
                .map(part -> part.startsWith("{") ? value(given, part.substring(1, part.length() - 1)) : part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
        try {
            GraphRouter.Match match = router.match(row.method(), GraphRouter.segments(path));
            var request = new GraphRequest(row.method(), BASE, path, match.keys(), query, () -> body, caller, tenant);
            return match.perform(request).recover(failure -> Future.failedFuture(told(failure)));
        } catch (Refusal refusal) {
            return Future.failedFuture(told(refusal));
        }
    }

    private static Throwable told(Throwable failure) {
        return failure instanceof Refusal refusal && Refusal.isPurposeful(refusal)
                ? GraphErrors.inPowerShell(refusal)
                : failure;
    }

    private static String value(CmdletArguments given, String parameter) {
        return given.optionalText(parameter)
                .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
    }

    private static MultiMap options(CmdletArguments given) {
        MultiMap options = MultiMap.caseInsensitiveMultiMap();
        OPTIONS.forEach((parameter, option) -> {
            if (given.has(parameter)) {
                options.set(
                        option,
                        given.value(parameter) instanceof List<?> names
                                ? names.stream()
                                        .map(name -> uncapitalized(String.valueOf(name)))
                                        .collect(Collectors.joining(","))
                                : String.valueOf(given.value(parameter)));
            }
        });
        return options;
    }

    private static JsonObject body(CmdletArguments given, List<String> parameters) {
        JsonObject body = new JsonObject();
        for (String name : parameters) {
            if (given.has(name)) {
                Object value = sent(given.value(name));
                boolean isOne = KINDS.contains(name);
                String member = MEMBERS.getOrDefault(name, uncapitalized(name));
                body.put(member, isOne && value instanceof JsonArray all && all.size() == 1 ? all.getValue(0) : value);
            }
        }
        return body;
    }

    /** A value with the names of requests, which differ from those of PowerShell only in their first letter. */
    private static @Nullable Object sent(@Nullable Object value) {
        if (value instanceof JsonObject table) {
            JsonObject renamed = new JsonObject();
            table.forEach(member -> renamed.put(uncapitalized(member.getKey()), sent(member.getValue())));
            return renamed;
        }
        return value instanceof Iterable<?> list ? array(list) : value;
    }

    private static JsonArray array(Iterable<?> list) {
        JsonArray all = new JsonArray();
        list.forEach(entry -> all.add(sent(entry)));
        return all;
    }

    private static CmdletOutput output(GraphAnswer answer) {
        JsonObject body = answer.body();
        if (body == null) {
            return CmdletOutput.NOTHING;
        }
        Object list = body.getValue("value");
        List<CmdletObject> objects = new ArrayList<>();
        for (Object one : list instanceof JsonArray all ? all : new JsonArray().add(body)) {
            objects.add(new CmdletObject(shown((JsonObject) one)));
        }
        return CmdletOutput.of(objects);
    }

    private static Map<String, @Nullable Object> shown(JsonObject object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.forEach(member -> {
            if (!member.getKey().startsWith(ANNOTATION)) {
                members.put(first(member.getKey(), text -> text.toUpperCase(Locale.ROOT)), shown(member.getValue()));
            }
        });
        return members;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof JsonArray list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(entry -> all.add(shown(entry)));
            return all;
        }
        return value instanceof JsonObject object ? shown(object) : value;
    }

    private static String uncapitalized(String name) {
        return first(name, text -> text.toLowerCase(Locale.ROOT));
    }

    private static String first(String name, UnaryOperator<String> change) {
        return name.isEmpty() ? name : change.apply(name.substring(0, 1)) + name.substring(1);
    }
}
